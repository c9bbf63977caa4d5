"""Of whom a text speaks besides those who are wanted: its author, a seller, whoever makes the list."""
