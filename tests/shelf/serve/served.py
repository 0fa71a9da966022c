"""The server of stories in a process of its own, and what it is asked for."""

from __future__ import annotations

MP3 = "001%20-%20x.mp3"
TOKEN = "tea-and-cake-at-five"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
PROGRAM = """
import sys
from pathlib import Path
from fic_audio.shelf.serve import serve
folder, host, token = sys.argv[1:]
serve(Path(folder), host, 0, token or None, lambda url: print(url, flush=True))
"""
