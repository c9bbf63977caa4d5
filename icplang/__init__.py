"""icplang: a compiler for ideal customer profiles."""
