"""Installing voices: from a server on this computer, with progress, stopped and refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from fic_audio.engines.registry import File, Model
from fic_audio.errors import UsageError
from fic_audio.studio.hub import Hub
from fic_audio.studio.installing import Installing, known_models
from tests.waiting import until

VOICE = bytes(range(256)) * 4096


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing is told of requests."""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A server with a voice."""
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.voice").write_bytes(VOICE)
    handler = partial(Quiet, directory=str(tmp_path / "there"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Shop:
    """One voice that can be installed, and what was told of it."""

    def __init__(self, folder: Path, url: str, digest: str = sha256(VOICE).hexdigest()) -> None:
        file = File("a.voice", len(VOICE), f"sha256:{digest}", url)
        self.model = Model("kokoro", "a voice", "CC0", folder, (file,))
        self.hub = Hub()
        self.done = 0
        self.installing = Installing(self.hub, self._count, lambda: {"kokoro": self.model})

    def _count(self) -> None:
        self.done += 1

    def status(self) -> object:
        return self.installing.state.get("status")


def test_a_voice_is_installed(tmp_path: Path, address: str) -> None:
    """What the user has to know is told before; it is there afterwards."""
    shop = Shop(tmp_path / "here", f"{address}/a.voice")
    (told,) = shop.installing.list()
    assert (told["bytes"], told["licence"]) == (len(VOICE), "CC0")
    assert (told["hosts"], told["installed"]) == (["127.0.0.1"], False)
    shop.installing.start("kokoro")
    assert until(lambda: shop.status() == "done")
    assert (tmp_path / "here" / "a.voice").read_bytes() == VOICE
    assert shop.installing.list()[0]["installed"]
    assert shop.done == 1


@pytest.mark.parametrize(("path", "digest"), [("a.voice", "0" * 64), ("none", "")])
def test_what_goes_wrong_is_one_sentence(
    tmp_path: Path, address: str, path: str, digest: str
) -> None:
    """A wrong file, or none: nothing of it is kept, and it can be tried again."""
    shop = Shop(tmp_path / "here", f"{address}/{path}", digest or sha256(VOICE).hexdigest())
    shop.installing.start("kokoro")
    assert until(lambda: shop.status() == "failed")
    assert "\n" not in shop.installing.state["error"] != ""
    assert not list((tmp_path / "here").glob("*.voice"))
    assert shop.done == 0
    shop.installing.start("kokoro")
    assert until(lambda: shop.status() == "failed")


def test_it_can_be_stopped(tmp_path: Path, address: str) -> None:
    shop = Shop(tmp_path / "here", f"{address}/a.voice")
    tell = shop.installing._tell
    shop.installing._tell = lambda *told: (tell(*told), shop.installing.stop())  # type: ignore
    shop.installing.start("kokoro")
    assert until(lambda: shop.status() == "stopped")
    assert not (tmp_path / "here" / "a.voice").exists()


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    shop = Shop(tmp_path, "http://127.0.0.1:9/")
    with pytest.raises(UsageError, match="no model to install is called"):
        shop.installing.start("nobody")
    assert shop.status() is None


def test_only_what_can_speak_here_is_offered() -> None:
    """A voice whose package is missing would be downloaded for nothing."""
    from fic_audio import engines

    for name in known_models():
        needs = getattr(engines.load(name.partition(":")[0]), "needs", ())
        assert all(__import__(each) for each in needs)
