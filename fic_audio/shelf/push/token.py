"""The token for a server: from the environment or the keyring, never from a command line."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec

from fic_audio.errors import UsageError

VARIABLE = "FIC_AUDIO_TOKEN"
SERVICE = "fic-audio"


def find_token(url: str) -> str:
    """The token for a server. Raises UsageError if there is none."""
    token = os.environ.get(VARIABLE, "").strip() or _in_keyring(url.rstrip("/"))
    if not token:
        raise UsageError(
            f"no token for {url}: make one on the server (Settings, API Keys), and put it into the "
            f"environment variable {VARIABLE}, or into the keyring: keyring set {SERVICE} "
            f"{url.rstrip('/')}"
        )
    return token


def _in_keyring(url: str) -> str:
    """The token in the system's keyring, if the package for it is installed."""
    if find_spec("keyring") is None:
        return ""
    try:
        return str(import_module("keyring").get_password(SERVICE, url) or "").strip()
    except Exception:  # whatever a backend of it raises: it is locked, or there is none
        return ""
