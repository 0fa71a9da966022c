"""How lines are spoken: pace, pitch, loudness, style, melody and the pauses between them."""
