"""What one Jira tells of itself: fields, options, workflows and lists, read into a schema."""
