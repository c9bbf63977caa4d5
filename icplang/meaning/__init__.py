"""What a profile says: predicates, truth, and their canonical English."""
