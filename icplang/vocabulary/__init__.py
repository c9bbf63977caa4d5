"""What names mean: entries, hierarchy, look-up."""
