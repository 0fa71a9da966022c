"""What page and script both know of a text: its words, names and dialogue tags."""
