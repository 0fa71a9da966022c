"""Where the files of a neural engine stand on this machine."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "FIC_AUDIO_MODELS"
"""Names a folder that holds the models instead of the user's own."""


def folder(engine: str) -> Path:
    """The folder of an engine's models, whether it is there or not."""
    if own := os.environ.get(VARIABLE):
        return Path(own).expanduser() / engine
    from platformdirs import user_data_path

    return user_data_path("fic-audio", appauthor=False) / "models" / engine
