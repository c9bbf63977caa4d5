"""Writing: profiles as canonical English, and texts in canonical form. What is written is read back to check it."""
