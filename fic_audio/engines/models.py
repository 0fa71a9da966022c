"""The folders for the files of neural engines on this machine."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "FIC_AUDIO_MODELS"
"""Environment variable for another folder of models than the user's own."""


def folder(engine: str) -> Path:
    """The folder of an engine's models, which may not exist."""
    if own := os.environ.get(VARIABLE):
        return Path(own).expanduser() / engine
    from platformdirs import user_data_path

    return user_data_path("fic-audio", appauthor=False) / "models" / engine
