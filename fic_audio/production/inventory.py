"""What stands in a story's folder already, and where the chapters of its file go among it.

Nothing that a listener has is deleted unasked: a chapter that the file no longer holds keeps its
files and its place. It can't be made again, so that its sound is only ever moved or tagged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from fic_audio.errors import OutputError
from fic_audio.model import Kind, Metadata, Story
from fic_audio.page.books import books
from fic_audio.production.chapter_matching import Alike, match_chapters, resemblance, stated_number
from fic_audio.shelf import file_names, manifest
from fic_audio.shelf.manifest import ChapterFile, Manifest

ALIKE = 0.3
"""Of what two texts could have in common: edited ones have more, others less."""
_NUMBER = re.compile(r"\d{1,6}")
_FILE = re.compile(r"\d+ - ")


@dataclass(frozen=True, slots=True)
class Inventory:
    """The places of a story's chapters among those that stand in its folder."""

    before: Manifest
    """As the folder has it; empty where it has none."""
    known: Mapping[int, ChapterFile] = field(default_factory=dict)
    """The story's chapters, by number from 0, that stand there: as which."""
    numbers: tuple[int, ...] = ()
    """Of the story's chapters, from 1."""
    titles: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """The names of their MP3s."""
    count: int = 0
    """Of all, with those that the story's file lacks."""
    kept: tuple[tuple[ChapterFile, ChapterFile], ...] = ()
    """Those that this run can't or shall not make: as they stand there, and as they will."""

    @property
    def opens(self) -> bool:
        """Whether the story's first chapter is the first of all."""
        return 1 in self.numbers

    @property
    def closes(self) -> bool:
        return self.count in self.numbers


def is_same(before: Metadata, now: Metadata) -> bool:
    """Whether two are one story, at different times: at one address, or of one title and author."""
    if before.url and before.url == now.url:
        return True
    titles = {before.title.strip().casefold(), now.title.strip().casefold()}
    authors = [{author.casefold() for author in each.authors} for each in (before, now)]
    return len(titles) == 1 and (authors[0] == authors[1] or bool(authors[0] & authors[1]))


def first_inventory(story: Story) -> Inventory:
    """The places in a folder where nothing stands."""
    album, count = story.metadata.title, len(story.chapters)
    titles = file_names.make_unique(
        [each.title for each in story.chapters], album, books(story.chapters)
    )
    heard = [chapter.title or album for chapter in story.chapters]
    files = tuple(file_names.chapter_file(n, count, title) for n, title in enumerate(heard, 1))
    return Inventory(Manifest(Path()), {}, tuple(range(1, count + 1)), titles, files, count)


def take_inventory(
    before: Manifest,
    story: Story,
    bodies: Sequence[str],
    texts: Sequence[str],
    wanted: Collection[int],
    *,
    remove: bool = False,
) -> Inventory:
    """The places among what stands in the folder.

    `bodies`: what is written in the chapters under their headings; `texts`: the digests of that.
    `wanted`: those to be made. With `remove`, what the author took down is not kept.
    """
    old = sorted(before.episodes, key=lambda episode: episode.number)
    first = first_inventory(story)
    known = match_chapters(old, texts, first.titles, _alike(before, bodies))
    there = [episode for episode in old if _is_there(before, episode)]
    missing = _missing(there, known, story, gone_now=bool(known))
    if remove:
        missing = {was: now for was, now in missing.items() if not now.gone}
    order = _order(old, known, missing, first.titles)
    places = {each: place for place, each in enumerate(order, 1)}
    album, count = story.metadata.title, len(order)
    raw = [
        (each if isinstance(each, ChapterFile) else story.chapters[each]).title for each in order
    ]
    of = books(story.chapters)
    titles = file_names.make_unique(
        raw, album, ["" if isinstance(each, ChapterFile) else of[each] for each in order]
    )
    numbers = tuple(places[number] for number in range(len(texts)))
    heard = [chapter.title or album for chapter in story.chapters]
    files = tuple(
        file_names.chapter_file(place, count, title)
        for place, title in zip(numbers, heard, strict=True)
    )
    lasting = [*missing, *(was for n, was in known.items() if n not in wanted and was in there)]
    taken = {files[number] for number in wanted} | {was.file for was in lasting}
    kept = []
    number_of = {was: number for number, was in known.items()}
    for was in lasting:
        if (number := number_of.get(was)) is None:
            now, place = missing[was], places[was]
            name = file_names.numbered_file(place, count, _FILE.sub("", was.file, count=1))
        else:
            now, place, name = replace(was, gone=""), numbers[number], files[number]
        # Never over one that may be the last of its kind.
        name = name if name == was.file else _free(name, taken)
        taken.add(name)
        kept.append((was, replace(now, number=place, title=titles[place - 1], file=name)))
    own = tuple(titles[place - 1] for place in numbers)
    return Inventory(before, known, numbers, own, files, count, tuple(kept))


def _alike(before: Manifest, bodies: Sequence[str]) -> Alike:
    """Compares by what the book says is heard in a chapter; one of which that is lost is alike."""

    def alike(number: int, episode: ChapterFile) -> bool:
        try:
            lines = before.lines(episode)
        except OutputError:
            return True
        said = (line.text for line in lines if line.place >= 0 and line.kind is not Kind.HEADING)
        return resemblance(" ".join(said), bodies[number]) >= ALIKE

    return alike


def _missing(
    old: Sequence[ChapterFile], known: Mapping[int, ChapterFile], story: Story, *, gone_now: bool
) -> dict[ChapterFile, ChapterFile]:
    """Those that the story's file lacks, as they were -> marked as taken down, if they are.

    A file that holds none of them, but for new ones, or that says of itself that it holds a part
    of the story, tells nothing of the others.
    """
    here = set(known.values())
    missing = [episode for episode in old if episode not in here]
    posted = _NUMBER.search(story.metadata.chapters.replace(",", ""))
    partial = posted is not None and int(posted[0]) >= len(story.chapters) + len(missing)
    today = datetime.now(UTC).date().isoformat()
    mark = today if gone_now and not partial else ""
    return {episode: replace(episode, gone=episode.gone or mark) for episode in missing}


def _order(
    old: Sequence[ChapterFile],
    known: Mapping[int, ChapterFile],
    missing: Collection[ChapterFile],
    titles: Sequence[str],
) -> list[int | ChapterFile]:
    """The story's chapters by number and the others, as they follow each other."""
    if not known:
        return _by_number([each for each in old if each in missing], titles)
    number_of = {episode: number for number, episode in known.items()}
    behind: dict[int, list[ChapterFile]] = defaultdict(list)
    last = -1
    for episode in old:
        last = number_of.get(episode, last)
        if episode in missing:
            behind[last].append(episode)
    order: list[int | ChapterFile] = [*behind[-1]]
    for number in range(len(titles)):
        order += [number, *behind[number]]
    return order


def _by_number(old: Sequence[ChapterFile], titles: Sequence[str]) -> list[int | ChapterFile]:
    """New chapters after all others, but for those whose titles say where they belong."""
    order: list[int | ChapterFile] = [*old]
    stated = [stated_number(each.title) or each.number for each in old]
    for number, title in enumerate(titles):
        mine = stated_number(title)
        place = len(order)
        while mine and place and stated[place - 1] > mine:
            place -= 1
        order.insert(place, number)
        stated.insert(place, mine or max(stated, default=0))
    return order


def _is_there(before: Manifest, episode: ChapterFile) -> bool:
    return episode.file == Path(episode.file).name and before.path(episode).is_file()


def _free(name: str, taken: Collection[str]) -> str:
    path, copy = Path(name), 1
    while name in taken:
        copy += 1
        name = f"{path.stem} ({copy}){path.suffix}"
    return name


def load(folder: Path) -> Manifest:
    """The book of a folder; an empty one where there is none that can be read."""
    with suppress(OutputError):
        return manifest.load(folder)
    return Manifest(folder)
