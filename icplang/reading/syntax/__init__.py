"""What the reading stands on: words and numbers as they are cut, the tables of the grammars, and trees."""
