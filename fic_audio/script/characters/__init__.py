"""Chapters -> characters: who is in the story, their names and gender, and how one knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fic_audio.config import Part
from fic_audio.model import Chapter, Character, Gender, Metadata, Span
from fic_audio.script.attribution import first_person
from fic_audio.script.attribution.teller_labels import find_label_names
from fic_audio.script.characters import neutral_pronouns
from fic_audio.script.characters.ages import with_ages
from fic_audio.script.characters.beings import with_beings
from fic_audio.script.characters.header_names import nicknames, read_listed_names
from fic_audio.script.characters.name_finder import NameFinder
from fic_audio.script.characters.name_mentions import Name
from fic_audio.script.characters.nominal_mentions import find_nominal_characters
from fic_audio.script.characters.parents import join_parents
from fic_audio.script.characters.person import Person, gender_of
from fic_audio.script.characters.person_names import find_people
from fic_audio.script.characters.pronoun_names import find_people_by_pronoun, with_gender_left
from fic_audio.script.characters.usernames import with_usernames
from fic_audio.script.first_names import SHORT_FORMS
from fic_audio.text.document import Documents, Telling
from fic_audio.text.mentions import MentionIndex
from fic_audio.text.tokens import PageWords, words
from fic_audio.text.wordlists import YOU_WORDS

SET_DOWN = "set down in the config"


def find_characters(
    chapters: Sequence[Chapter],
    spans: Sequence[Sequence[Span]],
    metadata: Metadata,
    parts: Sequence[Part] = (),
    *,
    only: bool = False,
) -> tuple[Character, ...]:
    """The characters of a story, the most named first.

    `parts` are those the listener has set down: they have the last word on names, gender and who
    tells the story, and with `only` they are the whole cast.
    """
    set_down = [_from_part(part) for part in parts]
    characters = set_down
    nameless = Gender.UNKNOWN in {person.gender for person in set_down}
    # Without names to be found, the words of a long story are not kept in memory.
    reads = nameless or not only
    pages = [PageWords(chapter.text) for chapter in chapters] if reads else None
    sightings = NameFinder(chapters, spans, pages) if pages is not None else None
    if sightings and not only:
        entries = tuple(read_listed_names(metadata))
        named = [name for entry in entries for name in (entry.name, *entry.nicknames)]
        found = find_people(sightings.names, named, sightings.apart, nicknames(entries))
        known = {word for person in found for name in person.names for word in name}
        if tell := find_label_names(chapters, spans, known):
            named += tell
            found = find_people(sightings.names, named, sightings.apart, nicknames(entries))
        characters = _merge(set_down, [_character(person) for person in found])
        characters = with_usernames(characters, chapters, spans)

    def read(cast: Sequence[Character]) -> Documents:
        return Documents(chapters, spans, MentionIndex(cast), pages)

    documents = read(characters)
    by_tag = neutral_pronouns.read_pronoun_tags(metadata)
    if sightings:
        marked = neutral_pronouns.mark_neutral(characters, documents, sightings.names, by_tag)
        if marked != characters:
            characters = marked
            documents = read(characters)
    # Those set down come first, in their order.
    among = [number for number, part in enumerate(parts) if part.narrates] or None
    tellings = first_person.find_narrators(chapters, spans, characters, documents, among)
    characters = [_in_full(person) for person in first_person.mark_narrators(characters, tellings)]
    mine = any(telling.starts for telling in tellings)
    if mine and not only and any(telling.me is YOU_WORDS for telling in tellings):
        characters = _with_reader(characters, tellings, by_tag.get("reader"))
    described = find_nominal_characters(characters, documents, mine=mine)
    # Whoever has a name may be "her mother" in a cast that is whole, too.
    everybody = list(described[: len(characters)] if only else described)
    if not only:
        everybody = with_gender_left(join_parents(everybody), documents)
        everybody += find_people_by_pronoun(everybody, documents, read)
    return tuple(with_beings(with_ages(everybody, documents), documents))


def _with_reader(
    characters: list[Character], tellings: Sequence[Telling], gender: Gender | None
) -> list[Character]:
    """The characters, and "you" behind them where nobody known by name is meant. `gender`: what
    the file's own tags tell of its reader."""
    nameless = any(t.me is YOU_WORDS and None in t.who for t in tellings)
    if not nameless:
        return characters
    why = 'whom the story calls "you"'
    gender = gender or Gender.UNKNOWN
    return [*characters, Character(first_person.YOU_NAME, gender=gender, why=why, narrates=True)]


def _in_full(person: Character) -> Character:
    """The teller of a story is "I" there, and named too seldom for counts to tell by which name a
    reader knows him or her: the full one is given."""
    if not person.narrates or len(person.name.split()) > 1 or person.why.startswith(SET_DOWN):
        return person
    for alias in person.aliases:
        first, last = alias.split()[0], alias.split()[-1]
        short = first.lower() in SHORT_FORMS.get(person.name.lower(), ())
        if first != last and last in person.aliases and (person.name == first or short):
            name = f"{person.name} {last}"
            aliases = {*person.aliases, person.name} - {name}
            return replace(person, name=name, aliases=tuple(sorted(aliases)))
    return person


def _from_part(part: Part) -> Character:
    return Character(
        part.name,
        tuple(part.aliases),
        part.gender or Gender.UNKNOWN,
        SET_DOWN,
    )


def _character(person: Person) -> Character:
    name = _written(person, person.main())
    written = {_written(person, other) for other in person.names}
    written |= {form.removeprefix("the ") for form in written}
    aliases = sorted(written - {name})
    gender, evidence = gender_of(person)
    what = [f"named {person.count} times"]
    if said := person.total("tagged"):
        what.append(f"beside {said} quotations")
    if person.listed:
        what.append("listed in the header")
    return Character(name, tuple(aliases), gender, f"{', '.join(what)}; {gender}: {evidence}")


def _written(person: Person, name: Name) -> str:
    """A name as the story writes it most often: "Mrs. Long"."""
    seen = person.names[name]
    if not seen.written:
        return " ".join(name)
    form = max(seen.written, key=lambda form: seen.written[form])
    return f"the {form}" if seen.article * 2 > seen.count else form


def _merge(set_down: Sequence[Character], found: Iterable[Character]) -> list[Character]:
    """The listener's characters first; whoever shares a name with one of them is the same."""
    characters = list(set_down)
    taken = {_key(name): n for n, character in enumerate(set_down) for name in character.names()}
    for character in found:
        same = {taken[key] for name in character.names() if (key := _key(name)) in taken}
        if not same:
            characters.append(character)
            continue
        if len(same) > 1:
            continue
        number = same.pop()
        known = characters[number]
        more = [
            n for n in character.names() if _key(n) not in taken and _key(n) != _key(known.name)
        ]
        gender = known.gender if known.gender is not Gender.UNKNOWN else character.gender
        characters[number] = Character(
            known.name, (*known.aliases, *more), gender, f"{known.why}; {character.why}"
        )
    return characters


def _key(name: str) -> tuple[str, ...]:
    return tuple(word.text.lower() for word in words(name))
