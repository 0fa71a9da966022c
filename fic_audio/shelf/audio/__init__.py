"""Files of sound and their tags."""
