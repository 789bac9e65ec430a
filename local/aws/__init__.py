"""AWS in a process beside: DynamoDB with streams, SNS, SQS, S3 and Cognito, and the resources in them."""
