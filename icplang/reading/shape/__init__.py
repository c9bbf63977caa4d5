"""The shape of a text: prose with headings, labels and tables, or configuration, cut into items with a context."""
