"""DynamoDB: what is kept, and under which keys."""
