"""Finished files for the listener's shelf: audio, text, feed."""
