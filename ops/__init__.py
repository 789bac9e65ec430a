"""What operators do to a deployed copy: found an organization, stop texts, settle SMS, send again what was given up."""
