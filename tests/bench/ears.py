"""Faults put into finished stories on purpose: are they heard, and is what is good left in peace?

    python tests/bench/ears.py MODEL OUT STORY...   MODEL: folder of a model; - is the installed one

Each story is produced in natural voices, with a cache of clips of its own, and listened to: what
is flagged now is flagged wrongly. Then clips in the cache are spoilt, every other line, the stories
made again of them, and listened to again. Both print a table; OUT keeps the files, so that a run
that was stopped goes on.

- word: the line is spoken without one of its words (three letters or more)
- cut: its last 20 to 50 % are cut off, half of them with the soft end that every clip is given
- repeated: one to three words are said twice
- silence: nothing is heard
- other: the clip of another line, by whoever says it
- swapped: the clip of the line that follows
- level: 3 dB louder or softer
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from fic_audio import engines, production, voices
from fic_audio.engines.phonemes import plain
from fic_audio.listening.model import Ears, find_ears
from fic_audio.listening.session import HeardStory, listen
from fic_audio.model import Clip, Cue
from fic_audio.production import setup
from fic_audio.production.cues import write_cues
from fic_audio.shelf import manifest
from fic_audio.sound.cache import Cache, key
from fic_audio.sound.worker import speak

KINDS = ("word", "cut", "repeated", "silence", "other", "swapped", "level")
SHARE = 2
"""One line in so many is spoilt."""


def produce(story: Path, out: Path, *more: str) -> Path:
    command = [sys.executable, "-m", "fic_audio", "produce", story, "-o", out, "-q", *more]
    known = set(out.iterdir()) if out.is_dir() else set()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found = out / "folders.json"
    folders = json.loads(found.read_text()) if found.is_file() else {}
    new = [path.name for path in out.iterdir() if path.is_dir() and path not in known]
    folders.setdefault(str(story), new[0] if new else "")
    found.write_text(json.dumps(folders))
    return out / folders[str(story)]


def cues_of(story: Path) -> tuple[list[Cue], dict[str, str]]:
    cast = setup.cast_story(story, None)
    ready = production.find_available("auto", cast.config, voices.load())
    sheets = write_cues(cast.script, cast.cast, cast.config)
    return [cue for sheet in sheets for cue in sheet], dict(ready.versions)


def name(cue: Cue, versions: dict[str, str]) -> str:
    return key(f"{cue.voice.engine} {versions.get(cue.voice.engine, '')}", cue)


def spoilt(
    kind: str, n: int, cues: list[Cue], clips: list[Clip], draw: random.Random
) -> Clip | None:
    """A clip with a fault; None where the line allows none of the kind."""
    cue, clip = cues[n], clips[n]
    pcm = np.frombuffer(clip.pcm, np.int16)
    words = plain(cue.text).split()
    if kind in ("word", "repeated"):
        if len(words) < 4:
            return None
        at = draw.choice([i for i, w in enumerate(words) if sum(map(str.isalpha, w)) >= 3] or [0])
        more = draw.randint(1, 3)
        kept = words[:at] + words[at + 1 :]
        twice = words[: at + more] + words[at : at + more] + words[at + more :]
        text = " ".join(kept if kind == "word" else twice)
        return speak(pickle.dumps(engines.load), (replace(cue, text=text),), 60.0)[0]
    if kind == "cut":
        if len(words) < 2:
            return None
        short = pcm[: int(len(pcm) * draw.uniform(0.5, 0.8))].astype(np.float32)
        if draw.random() < 0.5:
            fade = clip.rate * 30 // 1000
            short[-fade:] *= np.linspace(1, 0, fade)
        return Clip(short.astype(np.int16).tobytes(), clip.rate)
    if kind == "silence":
        return Clip(bytes(len(clip.pcm)), clip.rate)
    if kind == "level":
        loud = pcm * 10 ** (draw.choice((-3, 3)) / 20)
        return Clip(np.clip(loud, -32768, 32767).astype(np.int16).tobytes(), clip.rate)
    other = (n + 1) % len(cues) if kind == "swapped" else draw.randrange(len(cues))
    return clips[other] if cues[other].text != cue.text else None


def spoil(story: Path, cache: Cache) -> dict[str, str]:
    """Puts faults into the cache: name of a clip -> kind of its fault."""
    cues, versions = cues_of(story)
    names = [name(cue, versions) for cue in cues]
    clips = [cache.get(each) for each in names]
    once = [n for n, each in enumerate(names) if names.count(each) == 1 and clips[n]]
    draw = random.Random(5)
    chosen = sorted(draw.sample(once, len(once) // SHARE))
    faults: dict[str, str] = {}
    for turn, n in enumerate(chosen):
        kind = KINDS[turn % len(KINDS)]
        clip = spoilt(kind, n, cues, [each for each in clips if each], draw)
        if clip is not None:
            cache.put(names[n], clip)
            faults[names[n]] = kind
    return faults


def show(title: str, rows: Iterator[str]) -> None:
    print(f"\n{title}", *rows, sep="\n", flush=True)


def good(stories: dict[Path, HeardStory]) -> Iterator[str]:
    by_voice: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
    kinds: Counter[str] = Counter()
    for heard in stories.values():
        for each in heard.lines:
            if each.heard:
                entry = (each.heard.errors, each.heard.words, each.is_unclear)
                by_voice[each.line.voice].append(entry)
            kinds.update(fault.kind.value for fault in each.faults)
    yield "| voice | lines | flagged | word errors |\n|---|---|---|---|"
    every = [entry for own in by_voice.values() for entry in own]
    for voice, own in [*sorted(by_voice.items(), key=lambda pair: -len(pair[1])), ("all", every)]:
        wrong, words = (sum(each[n] for each in own) for n in (0, 1))
        yield f"| {voice} | {len(own)} | {sum(e[2] for e in own)} | {wrong / max(words, 1):.3f} |"
    yield f"flagged by kind: {dict(kinds)}"


def bad(stories: dict[Path, HeardStory], faults: dict[str, str]) -> Iterator[str]:
    there, found, unspoilt = Counter[str](), Counter[str](), [0, 0]
    missed = []
    for heard in stories.values():
        for each in heard.lines:
            kind = faults.get(each.line.key)
            if kind is None:
                unspoilt[0] += 1
                unspoilt[1] += each.is_unclear
                continue
            there[kind] += 1
            found[kind] += each.is_unclear
            if not each.is_unclear:
                missed.append(f"missed, {kind}: {each.line.written!r}")
    yield "| fault | lines | found |\n|---|---|---|"
    for kind in KINDS:
        yield f"| {kind} | {there[kind]} | {found[kind]} |"
    share = found.total() / max(1, there.total())
    yield f"| all | {there.total()} | {found.total()} ({share:.1%}) |"
    yield f"lines beside them: {unspoilt[0]}, flagged {unspoilt[1]}"
    yield from missed


def hear(folders: dict[Path, Path], ears: Ears, jobs: int) -> dict[Path, HeardStory]:
    heard = {}
    for story, folder in folders.items():
        book = manifest.load(folder)
        begun, used = time.perf_counter(), os.times()
        heard[story] = listen(book, ears, jobs=jobs)
        took, now = time.perf_counter() - begun, os.times()
        cpu = now.user + now.children_user - used.user - used.children_user
        sound, lines = book.length / 1000, len(heard[story].lines)
        print(
            f"{story.name}: {heard[story].listened} of {lines} lines listened to, {sound:.0f} s "
            f"of sound in {took:.0f} s ({took / sound:.2f}), processor {cpu / sound:.2f}",
            flush=True,
        )
    return heard


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("model")
    parser.add_argument("out", type=Path)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--spoil", type=int, default=999, help="faults in the first so many only")
    parser.add_argument(
        "--good", action="store_true", help="no faults: only what is flagged wrongly"
    )
    asked = parser.parse_args()
    ears = find_ears(None if asked.model == "-" else Path(asked.model))
    os.environ["FIC_AUDIO_CACHE"] = str(asked.out / "clips")
    asked.out.mkdir(parents=True, exist_ok=True)
    clean = {story: produce(story, asked.out / "good") for story in asked.stories}
    heard = hear(clean, ears, asked.jobs)
    show("good lines", good(heard))
    for each in (line for story in heard.values() for line in story.unclear):
        reasons = "; ".join(fault.reason for fault in each.faults)
        print(f"flagged: {each.line.written!r}: {reasons}")
    if asked.good:
        return
    record = asked.out / "faults.json"
    faults = json.loads(record.read_text()) if record.is_file() else {}
    spoiling = asked.stories[: asked.spoil]
    for story in spoiling if not faults else ():
        faults |= spoil(story, Cache(asked.out / "clips"))
    record.write_text(json.dumps(faults))
    spoilt_folders = {story: produce(story, asked.out / "bad") for story in spoiling}
    show("lines with faults", bad(hear(spoilt_folders, ears, asked.jobs), faults))


if __name__ == "__main__":
    main()
