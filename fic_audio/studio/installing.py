"""Puts further voices onto this computer, one at a time, once the user has agreed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fic_audio.errors import FicAudioError, StoppedError, UsageError
from fic_audio.studio.hub import Hub

if TYPE_CHECKING:
    from fic_audio.engines.install import Plan
    from fic_audio.engines.registry import Model

EVERY = 0.25
"""Seconds between two reports of progress."""
Models = Callable[[], Mapping[str, "Model"]]


def known_models() -> Mapping[str, Model]:
    """The models that can speak here once they are installed."""
    from fic_audio import voices
    from fic_audio.engines import registry
    from fic_audio.engines.install import is_usable

    found = registry.load(voices.folder() / registry.CATALOGUE)
    return {name: model for name, model in found.items() if is_usable(model)}


class Installing:
    """What can be installed, and how far the present installation is.

    `on_done` is called when something has been installed.
    """

    def __init__(
        self, hub: Hub, on_done: Callable[[], object], models: Models = known_models
    ) -> None:
        self._hub = hub
        self._on_done = on_done
        self._models = models
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._told = 0.0
        self.state: Mapping[str, Any] = {}
        """The last installation: `name`, `have` and `size` in bytes, `status` (`running`, `done`,
        `stopped` or `failed`) and `error`; empty if there was none."""

    def list(self) -> list[dict[str, Any]]:
        """The models: what the user has to know before agreeing."""
        from fic_audio.engines.install import plan

        return [_describe(plan(model)) for model in self._models().values()]

    def start(self, name: str) -> None:
        """Installs a model in the background. Raises UsageError for an unknown one, and while
        another is being installed."""
        from fic_audio.engines import registry
        from fic_audio.engines.install import plan

        with self._lock:
            if self._thread and self._thread.is_alive():
                raise UsageError("another voice is being installed; wait until it is there")
            todo = plan(registry.pick(dict(self._models()), name))
            self._stopped.clear()
            self._tell(name, 0, todo.size, "running")
            self._thread = threading.Thread(
                target=self._work, args=(todo,), name="installing", daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        """Stops the installation; the next one goes on where it was."""
        self._stopped.set()

    def _work(self, todo: Plan) -> None:
        from fic_audio.engines.install import install

        name, arrived = todo.model.name, dict[str, int]()

        def progress(file: str, have: int, size: int) -> None:
            if self._stopped.is_set():
                raise StoppedError("stopped")
            arrived[file] = have
            if time.monotonic() - self._told >= EVERY:
                self._tell(name, sum(arrived.values()), todo.size, "running")

        try:
            install(todo, progress)
        except StoppedError:
            self._tell(name, sum(arrived.values()), todo.size, "stopped")
        except FicAudioError as error:
            self._tell(name, sum(arrived.values()), todo.size, "failed", str(error))
        else:
            self._on_done()
            self._tell(name, todo.size, todo.size, "done")

    def _tell(self, name: str, have: int, size: int, status: str, error: str = "") -> None:
        self._told = time.monotonic()
        about = {"name": name, "have": have, "size": size, "status": status, "error": error}
        self.state = about
        self._hub.post("installing", about)


def _describe(todo: Plan) -> dict[str, Any]:
    model = todo.model
    hosts = dict.fromkeys(urlsplit(str(step.source)).hostname or "" for step in todo.steps)
    return {
        "name": model.name,
        "about": model.about,
        "licence": model.licence,
        "bytes": todo.size,
        "hosts": list(hosts),
        "folder": str(model.folder),
        "installed": not todo.steps,
    }
