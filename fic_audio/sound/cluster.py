"""Workers on other machines: those of a dask.distributed scheduler, as an Executor.

A scheduler runs whatever it is sent, and so do its workers: both are trusted, and so is the network
between them, unless the address begins with tls:// and dask is configured for it.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pkgutil import resolve_name
from typing import Any, ParamSpec, TypeVar

from fic_audio import engines
from fic_audio.errors import EngineError
from fic_audio.sandbox import run_beside
from fic_audio.sound.worker import settle
from fic_audio.version import __version__

P = ParamSpec("P")
T = TypeVar("T")

HOW = 'pip install "fic-audio[cluster]"'
TIMEOUT = 10
"""Seconds for the scheduler to answer, and for its first worker to be there."""


class Cluster:
    """The workers of a scheduler; made by `connect`."""

    def __init__(self, client: Any, address: str) -> None:
        self._executor = client.get_executor(pure=False)
        self._address = address
        self.cores: int = sum(client.ncores().values())
        """Lines that can be spoken at once."""

    def workers(self, _jobs: int = 0) -> Executor:
        """All of them. Other executors of this cluster know nothing of this one's end."""
        return _Workers(self._executor, self._address)


@contextmanager
def connect(address: str, speakers: Mapping[str, str]) -> Iterator[Cluster]:
    """The cluster whose scheduler is at that address ("host:8786", "tls://host:8786").

    `speakers`: the versions of the engines that are to speak there, by name. Raises EngineError
    when dask is missing, when nobody answers, or when a machine of the cluster lacks fic-audio or
    one of those engines, or has other versions than this one.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as why:
        raise EngineError(f"dask.distributed is not installed; {HOW}") from why
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            # Each has a level of its own. What they tell is raised as well.
            logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions: _check says it in our words
            if set(address) & set(" \t\r\n"):
                raise ValueError("an address has no spaces")  # a name server is asked for long
            # A client of a wrong address is only closed when it is collected as garbage, which may
            # happen inside the very lock that closing takes: the process would hang.
            distributed.comm.get_address_host(address)
            client = distributed.Client(address, timeout=TIMEOUT, set_as_default=False)
    except (OSError, ValueError, TypeError) as why:
        raise EngineError(
            f"dask at {address}: no scheduler answers there ({_first_line(why)}); "
            "start one with `dask scheduler`; its address is then HOST:8786"
        ) from why
    with client:
        _check(client, address)
        for engine, version in speakers.items():
            _check_engine(client, address, engine, version)
        yield Cluster(client, address)


def _check(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=TIMEOUT)
    except TimeoutError as why:
        raise EngineError(
            f"dask at {address}: the scheduler has no workers; "
            f"start one with `dask worker {address} --nthreads 1`"
        ) from why
    said = client.get_versions()
    ours = _versions(said["client"])
    for where, theirs in {"the scheduler": said["scheduler"], **said["workers"]}.items():
        if (found := _versions(theirs)) != ours:
            raise EngineError(
                f"dask at {address}: {where} has {found}, this machine {ours}; "
                "install the same on all machines of the cluster"
            )
    # Asked by a function of Python's own: ours can't be sent where the package is missing.
    name = "fic_audio:__version__"
    there = client.run(resolve_name, name, on_error="return")
    there["the scheduler"] = _tried(client.run_on_scheduler, resolve_name, name)
    for where, found in there.items():
        if isinstance(found, OSError):
            continue  # lost meanwhile: the others do its work
        if isinstance(found, Exception):
            raise EngineError(
                f"dask at {address}: fic-audio is missing on {where} ({_first_line(found)}); "
                f"pip install fic-audio=={__version__} there"
            )
        if found != __version__:
            raise EngineError(
                f"dask at {address}: {where} has fic-audio {found}, this machine {__version__}; "
                f"pip install fic-audio=={__version__} there"
            )


def _check_engine(client: Any, address: str, engine: str, version: str) -> None:
    found_versions = client.run(run_beside, settle, _version, engine, on_error="return")
    for where, found in found_versions.items():
        if isinstance(found, OSError):
            continue
        if isinstance(found, Exception):
            raise EngineError(f"dask at {address}: {where} can't speak: {_first_line(found)}")
        if found != version:
            raise EngineError(
                f"dask at {address}: {where} has {engine} {found}, this machine {version}; "
                "install the same version, or their voices would differ"
            )


def _version(engine: str) -> str:
    loaded = engines.load(engine)
    loaded.check()
    return loaded.version()


def _versions(about: Any) -> str:
    """What must be equal on all machines of a cluster."""
    python = ".".join(str(about["packages"]["python"]).split(".")[:2])
    return f"Python {python} and distributed {about['packages']['distributed']}"


def _tried(call: Callable[..., Any], *args: object) -> Any:
    try:
        return call(*args)
    except Exception as error:
        return error


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or repr(error)).splitlines()[0]


class _Workers(Executor):
    """Puts each call in a process beside a worker; says of dask's errors what they mean here."""

    def __init__(self, executor: Executor, address: str) -> None:
        self._executor = executor
        self._address = address
        self._running: set[Future[Any]] = set()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        outer: Future[T] = Future()
        try:
            inner = self._executor.submit(partial(run_beside, settle, fn), *args, **kwargs)
        except Exception as why:
            raise self._lost(why) from why
        self._running.add(outer)
        outer.add_done_callback(self._running.discard)
        outer.add_done_callback(lambda done: inner.cancel() if done.cancelled() else None)
        inner.add_done_callback(partial(self._hand_on, outer))
        return outer

    def _hand_on(self, outer: Future[T], inner: Future[T]) -> None:
        if not outer.set_running_or_notify_cancel():
            return
        try:
            outer.set_result(inner.result())
        except BaseException as error:
            outer.set_exception(self._meaning(error))

    def _meaning(self, error: BaseException) -> BaseException:
        if isinstance(
            error, import_module("distributed").KilledWorker
        ):  # dask itself has tried it several times
            return BrokenExecutor("a line took several workers down")
        if isinstance(error, ImportError) or isinstance(error.__cause__, ImportError):
            return EngineError(
                f"dask at {self._address}: a module is missing on a worker: {_first_line(error)}; "
                f"pip install fic-audio=={__version__} there"
            )
        if isinstance(error, (CancelledError, OSError)):
            return self._lost(error)
        return error

    def _lost(self, why: BaseException) -> EngineError:
        return EngineError(
            f"dask at {self._address}: lost the connection to the scheduler "
            f"({type(why).__name__}); "
            "finished work is kept, run the same again to continue"
        )

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """The workers stay: those that were not ours to start are not ours to end."""
        for future in list(self._running) if cancel_futures else ():
            future.cancel()
