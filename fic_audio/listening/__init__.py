"""Listening to finished audio: what is heard of each line, and what is wrong with it."""
