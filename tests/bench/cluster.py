"""One machine against a scheduler and three workers, all of them processes on the loopback.

    python tests/bench/cluster.py [WORDS]

Needs fic-audio[cluster], and Linux. Prints wall times of `produce` with the silence engine made as
slow as a neural voice (20 ms a word), a worker of three being killed outright in the middle of one
run, and whether every run gave the same files; then the same of real speech, clip by clip.
"""

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tales import tale

CHAPTERS = 6
DELAY = "0.02"


@contextlib.contextmanager
def farm(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler's address, and its workers; each dies for good when it is killed."""
    about = folder / "scheduler.json"
    about.unlink(missing_ok=True)
    dask = [sys.executable, "-m", "dask"]
    common = ("--scheduler-file", str(about), "--no-dashboard")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    loopback = ("--host", "127.0.0.1", "--port", "0")
    scheduler = subprocess.Popen([*dask, "scheduler", *loopback, *common], **quiet)
    started = []
    try:
        while not about.exists() or not about.read_text().endswith("}"):
            time.sleep(0.1)
        for _ in range(workers):
            own = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
            started.append(subprocess.Popen([*dask, "worker", *common, *own], **quiet))
        wait_for(about, workers)
        yield json.loads(about.read_text())["address"], started
    finally:
        for process in (*started, scheduler):
            process.kill()
            process.wait()


def wait_for(about: Path, workers: int) -> None:
    from distributed import Client

    with Client(scheduler_file=str(about)) as client:
        client.wait_for_workers(workers, timeout=60)


def produce(story: Path, out: Path, engine: str, *more: str) -> float:
    """Seconds that it takes; its clips go to a folder beside `out`."""
    command = [sys.executable, "-m", "fic_audio", "produce", str(story), "-o", str(out), "-q"]
    clips = {"FIC_AUDIO_CACHE": str(out.with_suffix(".clips"))}
    start = time.perf_counter()
    subprocess.run(
        [*command, "--engine", engine, *more],
        env={**os.environ, "FIC_AUDIO_SILENCE_DELAY": DELAY, **clips},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def contents(folder: Path, kind: str) -> dict[str, str]:
    """The files of a kind and what is in them."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob(f"*{kind}")
    }


def row(what: str, seconds: float, one: float, first: Path, out: Path) -> None:
    """Prints a run beside the first, and stops when its files differ."""
    same = all(
        contents(first.with_suffix(suffix), kind) == contents(out.with_suffix(suffix), kind)
        for suffix, kind in (("", ".mp3"), (".clips", ".clip"))
    )
    count, clips = len(contents(out, ".mp3")), len(contents(out.with_suffix(".clips"), ".clip"))
    told = "the same bytes" if same else "OTHER BYTES"
    print(
        f"{what:44} {seconds:6.1f} s  {one / seconds:5.2f}x  {count} files, {clips} clips: {told}"
    )
    if not same:
        sys.exit(1)


def kill_halfway(process: subprocess.Popen[bytes], out: Path, clips: int) -> threading.Thread:
    """Kills it when half of the clips are there."""

    def watch() -> None:
        while len(list(out.with_suffix(".clips").rglob("*.clip"))) < clips / 2:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def main() -> None:
    """Runs all of them, each with a cold cache, and prints a row for each."""
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 4800
    os.environ["FIC_AUDIO_SILENCE_DELAY"] = DELAY  # the workers inherit it
    print(f"{words} words in {CHAPTERS} chapters, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        story = folder / "story.txt"
        story.write_text(tale("Tram", CHAPTERS, words // CHAPTERS))
        first = folder / "one"
        with farm(folder, 1) as (address, _):
            one = produce(story, first, "silence", "--dask", address)
        row("slow engine, cluster of one worker", one, one, first, first)
        here = folder / "here"
        row("slow engine, no cluster, --jobs 1",
            produce(story, here, "silence", "--jobs", "1"), one, first, here)  # fmt: skip
        three = folder / "three"
        with farm(folder, 3) as (address, _):
            took = produce(story, three, "silence", "--dask", address)
        row("slow engine, three workers", took, one, first, three)
        killed = folder / "killed"
        with farm(folder, 3) as (address, workers):
            clips = len(contents(three.with_suffix(".clips"), ".clip"))
            killer = kill_halfway(workers[0], killed, clips)
            took = produce(story, killed, "silence", "--dask", address)
            killer.join()
        row("slow engine, three workers, one killed", took, one, first, killed)
        speech = folder / "speech"
        took = produce(story, speech, "pyttsx3")
        row("espeak-ng here", took, took, speech, speech)
        far = folder / "far"
        with farm(folder, 3) as (address, _):
            row("espeak-ng, three workers on the same cores",
                produce(story, far, "pyttsx3", "--dask", address), took, speech, far)  # fmt: skip


if __name__ == "__main__":
    main()
