"""What is deployed: every AWS resource, the package of functions, and the template that names both."""
