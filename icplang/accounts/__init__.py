"""Running a profile on tables of accounts."""
