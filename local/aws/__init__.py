"""AWS in a process beside: DynamoDB with streams, SNS, SQS and Cognito, and the resources in them."""
