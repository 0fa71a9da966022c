"""fic-audio: a fan-fiction story in, podcast-style audio out."""

__version__ = "0.1.0"
