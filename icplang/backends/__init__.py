"""What a profile becomes: SQL and other targets."""
