"""How lines are spoken: pace, pitch, loudness, style and the pauses between them."""
