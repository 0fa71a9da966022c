"""Who can be cast: the voices of the catalogues, with the ready casts and lexicons beside them."""

from __future__ import annotations

from fic_audio.voices.catalogue import casts, folder, lexicons, load
from fic_audio.voices.collection import DEFAULT_ENGINE, Voices

__all__ = [
    "DEFAULT_ENGINE",
    "Voices",
    "casts",
    "folder",
    "lexicons",
    "load",
]
