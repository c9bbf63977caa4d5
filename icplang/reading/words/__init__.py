"""Words, and everything each of them may be: a name, a keyword, a number, or what its form tells."""
