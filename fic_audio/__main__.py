"""`python -m fic_audio` is `fic-audio`."""

from fic_audio.cli import main

if __name__ == "__main__":
    main()
