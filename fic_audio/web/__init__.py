"""What every server of fic-audio has: sockets, limits of time, an answer to strangers."""
