"""Starts the studio of a folder, or shows the one that runs there already."""

from __future__ import annotations

import json
import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from fic_audio import atomic
from fic_audio.errors import OutputError, StoryError, UsageError
from fic_audio.studio.records import FOLDER, Records
from fic_audio.web import tokens
from fic_audio.web.address import LOOPBACK, LOOPBACK_6, listen

_ADDRESS = "address.json"
_LOCK = "studio.lock"


def default_folder() -> Path:
    """Where stories and audio are kept unless another folder is given."""
    from platformdirs import user_documents_path

    return user_documents_path() / "fic-audio"


def run(
    folder: Path,
    story: Sequence[Path] = (),
    *,
    browser: bool = True,
    on_ready: Callable[[str], object] = lambda url: None,
    port: int = 0,
) -> None:
    """Serves the studio of a folder until Ctrl+C; `on_ready` gets the secret address.

    If a studio of this folder is running, its page is opened and this returns. Raises StoryError
    for a story that is not there, OutputError for a folder that can't be written, UsageError for
    a port that can't be used.
    """
    for path in story:
        if not path.exists():
            raise StoryError(f"{path}: no such file; check its name and folder")
    own = folder / FOLDER
    try:
        own.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise OutputError(f"{folder}: can't be written: {error.strerror}") from error
    records = Records(folder)
    where = f"#/story/{records.add(story).id}" if story else ""
    lock = FileLock(own / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        on_ready(_open(_running(own) + where, browser=browser))
        return
    with lock:
        _serve(folder, where, port, browser=browser, on_ready=on_ready)


def _serve(
    folder: Path, where: str, port: int, *, browser: bool, on_ready: Callable[[str], object]
) -> None:
    from fic_audio.studio.app import build_app, load_stories
    from fic_audio.studio.state import Studio
    from fic_audio.web import server

    token = tokens.new_token()
    with ExitStack() as stack:
        sock = stack.enter_context(listen(LOOPBACK, port))
        number = sock.getsockname()[1]
        others = []
        with suppress(UsageError):  # this computer may not have it, or the port is in use there
            others.append(stack.enter_context(listen(LOOPBACK_6, number)))
        url = tokens.add_token(f"http://{LOOPBACK}:{number}/", token)
        address = folder / FOLDER / _ADDRESS
        atomic.write_bytes(address, json.dumps({"url": url}).encode(), atomic.PRIVATE)
        studio = Studio(folder)
        app = build_app(studio, token, number)

        def ready() -> None:
            on_ready(_open(url + where, browser=browser))
            threading.Thread(target=load_stories, name="loading", daemon=True).start()

        try:
            server.run(app, sock, ready, studio.end_streams, *others)
        finally:
            studio.close()
            address.unlink(missing_ok=True)


def _running(own: Path) -> str:
    """The address of the studio that runs in a folder. Raises UsageError."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return str(json.loads((own / _ADDRESS).read_bytes())["url"])
    raise UsageError(f"{own.parent}: a studio is just starting here; try again in a moment")


def _open(url: str, *, browser: bool) -> str:
    if browser:
        with suppress(webbrowser.Error, OSError):
            webbrowser.open(url)
    return url
