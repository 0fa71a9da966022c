"""How sure a speaker is."""

from __future__ import annotations

from fic_audio.script.attribution.confidence import CLUES, WEIGHTS
from tests.script.scripts import BRIX, MARA, TOBIN, WREN, spoken


def sure(text: str) -> list[float]:
    return [line.confidence for line in spoken(text, (MARA, TOBIN, BRIX, WREN))]


def test_every_clue_has_its_weight() -> None:
    assert len(WEIGHTS) == len(CLUES)


def test_a_name_in_the_tag_is_surer_than_none() -> None:
    """What is told outright beats what follows from turns."""
    tagged, untagged = sure(
        'Mara, Tobin and Brix sat in the boat.\n\n"It leaks," said Mara.\n\n"It always did."'
    )
    assert tagged > 0.9 > untagged


def test_nobody_else_to_choose_from_makes_nobody_sure() -> None:
    """A line without a tag may be said by somebody who was not found."""
    (only,) = spoken('Mara rowed out.\n\n"Hello there!"\n\nShe looked round.', (MARA,))
    assert only.confidence < 0.9


def test_strangers_beside_a_line_make_it_doubtful() -> None:
    """Where the narration tells of a man and a woman without a name, they may speak."""
    scene = "Mara and Tobin sat in the boat.\n\n"
    alone = sure(scene + '"It leaks," said Mara.\n\n"It always did."\n\nThe rain fell.')
    beside = sure(
        scene + '"It leaks," said Mara.\n\n"It always did."\n\nThe old man and the girl laughed.'
    )
    assert beside[1] < alone[1]
