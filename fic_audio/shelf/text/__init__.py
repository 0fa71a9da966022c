"""Text to read with the sound: captions, lyrics, read-along pages and books."""
