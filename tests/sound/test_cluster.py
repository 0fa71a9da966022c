"""Speech on the workers of a dask scheduler: a real one, with two worker processes."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from fic_audio import engines
from fic_audio.engines.silence import Silence
from fic_audio.errors import EngineError
from fic_audio.sound import cluster
from fic_audio.sound.cluster import Cluster, connect
from fic_audio.sound.render import AHEAD, Speakers
from tests.factories import cues
from tests.fakes import Faulty, Held, slow
from tests.running import lengths

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def farm() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as started:
        yield started


@pytest.fixture(scope="module")
def workers(farm: Any) -> Iterator[Cluster]:
    with connect(farm.scheduler_address, {"silence": Silence().version()}) as connected:
        yield connected


def speakers(workers: Cluster, factory: Any, patience: float = 60.0) -> Speakers:
    return Speakers(factory, workers.cores, executor=workers.workers, patience=patience)


def test_clips_come_back_in_order(workers: Cluster) -> None:
    """Every cue has its clip, as on one machine; all cores of the cluster count."""
    texts = ["word " * (1 + at * 7 % 30) for at in range(100)]
    assert workers.cores == 2
    with speakers(workers, engines.load) as here:
        assert lengths(here, *texts) == [100 * len(text.split()) for text in texts]


def test_a_lost_worker_costs_its_lines_only(farm: Any, workers: Cluster) -> None:
    """One that is killed while it speaks: its lines are spoken by the others."""
    if sys.platform == "win32":
        pytest.skip("no SIGKILL on Windows")
    with distributed.Client(farm, set_as_default=False) as client:
        (first, *_) = client.run(os.getpid).values()
    with speakers(workers, partial(slow, 0.002)) as here:
        killer = threading.Timer(0.7, os.kill, (first, signal.SIGKILL))
        killer.start()
        assert lengths(here, *["word " * 10] * 100) == [1000] * 100
        killer.join()


def test_a_crash_leaves_the_worker_alone(workers: Cluster, tmp_path: Path) -> None:
    """The engine runs beside the worker: its crash is tried again like one at home."""
    with speakers(workers, partial(Faulty, tmp_path)) as here:
        assert lengths(here, "one", "crash once", "one two") == [100, 200, 200]
        with pytest.raises(EngineError, match=r'"crash" .*crashed or hung'):
            lengths(here, "crash")


def test_a_hang_is_ended(workers: Cluster, tmp_path: Path) -> None:
    """A line that never ends holds no worker of the cluster for ever."""
    with (
        speakers(workers, partial(Faulty, tmp_path), patience=0.5) as here,
        pytest.raises(EngineError, match=r'"hang" .*crashed or hung'),
    ):
        lengths(here, "hang")


def test_an_end_in_the_middle_leaves_nothing_to_do(workers: Cluster, tmp_path: Path) -> None:
    """What is no longer wanted is not spoken; the cluster is there for the next run."""
    long = "word " * 200  # a batch of its own
    with speakers(workers, partial(Held, tmp_path)) as here:
        clips = here.speak(cues(f"go {long}", *[long] * 20))
        next(clips)
        clips.close()
        (tmp_path / "open").touch()
    with speakers(workers, engines.load) as here:
        assert lengths(here, "one") == [100]
    underway = AHEAD * workers.cores + 2
    assert len((tmp_path / "asked").read_text().splitlines()) < underway


def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the address, soon."""
    monkeypatch.setattr(cluster, "TIMEOUT", 0.3)
    with (
        pytest.raises(EngineError, match=r"dask at 127.0.0.1:9: no scheduler answers"),
        connect("127.0.0.1:9", {}),
    ):
        pass


@pytest.mark.parametrize("address", ["nonsense://x", "127.0.0.1:not", "127.0.0.1", "a b"])
def test_what_is_no_address(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, no traceback; no client that would have to be closed."""
    monkeypatch.setattr(distributed, "Client", None)
    with pytest.raises(EngineError, match="dask at "), connect(address, {}):
        pass


def test_dask_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error tells how to get it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(EngineError, match=r'pip install "fic-audio\[cluster\]"'),
        connect("x:1", {}),
    ):
        pass


def test_another_fic_audio_there(farm: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Machines that differ are named with their versions before any work."""
    monkeypatch.setattr(cluster, "__version__", "0.0.0")
    with (
        pytest.raises(EngineError, match=r"has fic-audio .*, this machine 0\.0\.0; pip install"),
        connect(farm.scheduler_address, {}),
    ):
        pass


def test_another_engine_there(farm: Any) -> None:
    """Clips of two versions of an engine would not sound alike."""
    with (
        pytest.raises(EngineError, match=r"has silence 1, this machine 7"),
        connect(farm.scheduler_address, {"silence": "7"}),
    ):
        pass


def test_a_scheduler_without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody would ever speak, which is said at once."""
    monkeypatch.setattr(cluster, "TIMEOUT", 0.5)
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0", processes=False) as empty,
        pytest.raises(EngineError, match="has no workers; start one"),
        connect(empty.scheduler_address, {}),
    ):
        pass
