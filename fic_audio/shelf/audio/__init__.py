"""Audio files and their tags."""
