"""How clauses belong together: lists, alternatives, conditions, and how far a refusal reaches."""
