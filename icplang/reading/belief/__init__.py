"""What is believed of a clause: how far it goes, and whether it is what is said there."""
