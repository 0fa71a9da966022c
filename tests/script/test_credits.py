from __future__ import annotations

import pytest

from fic_audio.config import Pauses
from fic_audio.model import Character, Cue, Metadata, Voice
from fic_audio.script.cast import Cast, Role
from fic_audio.script.credits import with_credits, write_closing, write_opening

ADA, KIP = Voice("Ada", "silence", "a"), Voice("Kip", "silence", "k")
CAST = Cast(Role(Character("narrator"), ADA, lines=3), (Role(Character("Tom"), KIP, lines=1),))
STORY = Metadata(
    title="Promises",
    authors=("Aki", "Bo"),
    fandoms=("Inuyasha (manga)",),
    relationships=("Naruto x Sakura", "Harry/Draco"),
    rating="PG",
    dedication="everyone",
    series="Vows",
    part="2",
    notes=("Be kind. It is my first.",),
)


@pytest.mark.parametrize(
    ("story", "said"),
    [
        (Metadata("Promises"), "Promises."),
        (Metadata("Why?"), "Why?"),
        (Metadata("Promises", fandoms=("Naruto",)), "Promises, a Naruto story."),
        (Metadata("Promises", ("Aki", "Bo")), "Promises, by Aki and Bo."),
        (Metadata("X", fandoms=("A", "B", "C")), "X, an A, B and C story."),
        (Metadata("X", fandoms=("A", "B", "C", "D")), "X."),
        (Metadata("X", fandoms=("Undertale",)), "X, an Undertale story."),
        (
            Metadata("X", fandoms=("The Hollow Series - Ann B.", "灯 | Lamps (Anime)")),
            "X, a Hollow Series and Lamps story.",
        ),
        (Metadata("X", fandoms=("Universe",)), "X, a Universe story."),
    ],
)
def test_the_opening_says_what_is_known(story: Metadata, said: str) -> None:
    """Title, fandom and author make one sentence; what is missing leaves no gap."""
    assert write_opening(story, []) == [said]


def test_everything_of_the_header_can_be_said() -> None:
    """header = "all" adds series, rating, pairings and dedication, as one says them."""
    assert write_opening(STORY, ["Ada"], everything=True) == [
        "Promises, an Inuyasha story, by Aki and Bo.",
        "Part 2 of Vows.",
        "Rated PG.",
        "Pairing: Naruto and Sakura, Harry and Draco.",
        "Dedicated to everyone.",
        "Read by Ada.",
    ]


def test_the_closing_names_the_work() -> None:
    """The last sentence says what one has been listening to."""
    assert write_closing(Metadata("Promises", ("Aki",)), []) == [
        "You have been listening to Promises, by Aki."
    ]


def test_credits_stand_around_the_spoken_chapters() -> None:
    """They open the first chapter that has any sound and close the last; each is a scene apart."""
    sheets = [(), (Cue("One.", ADA, scene=0), Cue("Two.", KIP, scene=1)), (Cue("End.", ADA),), ()]
    full = with_credits(sheets, STORY, CAST, Pauses())
    assert [len(sheet) for sheet in full] == [0, 4, 2, 0]
    assert [cue.scene for cue in full[1]] == [0, 0, 1, 2]
    assert [cue.pause for cue in full[1]] == [850, 2500, 0, 0]
    assert full[1][1].text == "Read by Ada and Kip."
    assert full[2][1].voice == ADA


def test_front_notes_are_read_or_kept_for_the_end() -> None:
    """Notes before the story follow the credits, or the first chapter; or stay unread."""
    sheets = [(Cue("One.", ADA),), (Cue("Two.", ADA),)]
    read = with_credits(sheets, STORY, CAST, Pauses(), header="none", notes="read")
    kept = with_credits(sheets, STORY, CAST, Pauses(), header="none", notes="end")
    skipped = with_credits(sheets, STORY, CAST, Pauses(), header="none")
    assert [cue.text for cue in read[0]] == ["Author's note.", "Be kind. It is my first.", "One."]
    assert [cue.text for cue in kept[0]] == ["One.", "Author's note.", "Be kind. It is my first."]
    assert skipped == sheets


def test_credits_in_another_language_are_the_title_and_the_authors() -> None:
    """A French voice says no English words between them."""
    story = Metadata("La Lampe", ("Aki",), ("Naruto",), language="fr")
    assert write_opening(story, ["Ada"], everything=True) == ["La Lampe.", "Aki."]
    assert write_closing(story, ["Ada"]) == []
