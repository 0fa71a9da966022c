"""What was made -> the book in the story's folder, from which captions, feed and the rest come."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from fic_audio.errors import OutputError
from fic_audio.model import NARRATOR
from fic_audio.produce import extras, record
from fic_audio.produce.chapter import File
from fic_audio.produce.plan import Plan
from fic_audio.script.cast import Cast
from fic_audio.shelf import book
from fic_audio.shelf.book import Book, Episode
from fic_audio.shelf.plain import numbered


def shelve(plan: Plan, parts: Cast, files: Mapping[int, File]) -> tuple[Book, bool]:
    """Writes the book of all that stands in the folder now: what this run has made or found, by
    number from 0, and what an earlier one has; tells if it is as it was. Raises OutputError.

    A chapter that was there before keeps its guid and its date, whatever it is called now.
    """
    try:
        old_book = book.load(plan.folder)
    except OutputError:
        old_book = Book(plan.folder)
    story = plan.script.story
    texts = [record.digest(plan.script.body(number)) for number in range(len(story.chapters))]
    known = same_chapters(old_book.episodes, texts, plan.titles)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    episodes = []
    for number, (name, title, text) in enumerate(zip(plan.files, plan.titles, texts, strict=True)):
        old = known.get(number)
        if file := files.get(number):
            guid = old.guid if old else _guid(plan, title, text)
            made = old.made if old else now
            said = (file.length, guid, made, file.words, text)
            episodes.append(Episode(number + 1, title, name, *said))
        elif old and old.file == name and (plan.folder / name).is_file():
            episodes.append(old)
    voices = {NARRATOR: parts.narrator.voice.name}
    roles = sorted((role for role in parts.roles if role.lines), key=lambda role: role.rank)
    voices |= {role.character.name: role.voice.name for role in roles}
    expected = extras.expected(plan.folder, [each.file for each in episodes], plan.config.formats)
    beside = tuple(path.name for path in expected if path.parent == plan.folder)
    about = (plan.config.profile, old_book.podcast, beside)
    made_book = Book(plan.folder, story.metadata, voices, tuple(episodes), *about)
    same = made_book == old_book
    if not same:
        book.save(made_book)
    return made_book, same


def same_chapters(
    before: Sequence[Episode], texts: Sequence[str], titles: Sequence[str]
) -> dict[int, Episode]:
    """Which of the chapters there are now, by number from 0, was which before: the one of the same
    text, or else of the same title but for its number, or else at the same place."""
    left = dict.fromkeys(before)
    found: dict[int, Episode] = {}

    def match(key: Callable[[Episode], object], keys: Sequence[object]) -> None:
        for number, wanted in enumerate(keys):
            if number not in found:
                same = (episode for episode in left if key(episode) == wanted)
                if episode := next(same, None):
                    found[number] = episode
                    del left[episode]

    match(lambda episode: episode.text, texts)
    match(lambda episode: numbered(episode.title)[1], [numbered(title)[1] for title in titles])
    match(lambda episode: episode.number, range(1, len(texts) + 1))
    return found


def _guid(plan: Plan, title: str, text: str) -> str:
    """Unlike that of any other chapter of any story, and the same wherever it is made."""
    story = plan.script.story.metadata
    name = "\0".join((story.url, story.title, *story.authors, title, text))
    # A title taken from a file's name may hold what no UTF-8 has.
    return str(uuid5(NAMESPACE_URL, name.encode(errors="replace").decode()))
