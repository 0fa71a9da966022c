"""The encoder reads any turn, alike each time, and leans the way the text does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

import pytest

from fic_audio.model import Character, Gender
from fic_audio.script.attribution.candidates import CandidateFinder, TurnCandidates
from fic_audio.script.attribution.chapter_contexts import ChapterContexts
from fic_audio.script.attribution.encoder import Encoder, Heard, Scores
from fic_audio.script.attribution.encoder_input import LENGTH, PLACES, ChapterPieces, InputBuilder
from fic_audio.script.attribution.salience import SalienceModel
from fic_audio.script.attribution.stand_in_names import Pool
from fic_audio.script.attribution.wordpiece import WordPieces
from fic_audio.text.document import Document
from fic_audio.text.mentions import MentionIndex
from tests.script.scripts import BRIX, MARA, TOBIN, page

PEOPLE = (MARA, TOBIN, BRIX)
TALK = """Mara put the lamp down between them and looked at Tobin.

"You kept the letter," she said.

"I kept it," said Tobin, "because you asked me to."

"That was years ago."

Brix laughed from the doorway. "And here we are!"
"""


class Read(NamedTuple):
    page: Document
    steps: list[TurnCandidates]


def read(text: str, people: Sequence[Character] = PEOPLE) -> Read:
    """The turns of a text that is one chapter."""
    story = page(text)
    made = Document.of(text, story.spans[0], MentionIndex(people))
    scenes = CandidateFinder(ChapterContexts(made), SalienceModel(people)).scenes
    return Read(made, [step for scene in scenes for step in scene])


def scores(encoder: Encoder, text: str, people: Sequence[Character] = PEOPLE) -> list[Scores]:
    made = read(text, people)
    return encoder.score(made.page, made.steps, people, {})


def test_every_candidate_of_every_turn_has_a_score(encoder: Encoder) -> None:
    made = read(TALK)
    found = encoder.score(made.page, made.steps, PEOPLE, {})
    assert [set(turn) for turn in found] == [set(step.emissions) for step in made.steps]


def test_the_same_text_has_the_same_scores(encoder: Encoder) -> None:
    assert scores(encoder, TALK) == scores(encoder, TALK)


def test_a_turn_scores_alike_alone_and_among_others(encoder: Encoder) -> None:
    made = read(TALK)
    alone = encoder.score(made.page, made.steps[2:3], PEOPLE, {})
    assert alone == encoder.score(made.page, made.steps, PEOPLE, {})[2:3]


def test_no_turns_have_no_scores(encoder: Encoder) -> None:
    assert encoder.score(read(TALK).page, [], PEOPLE, {}) == []


def test_whoever_is_named_beside_the_quotation_speaks(encoder: Encoder) -> None:
    found = scores(encoder, TALK)
    assert max(found[1], key=lambda who: found[1][who]) == PEOPLE.index(TOBIN)
    assert max(found[3], key=lambda who: found[3][who]) == PEOPLE.index(BRIX)


def test_guesses_of_other_turns_are_read(encoder: Encoder) -> None:
    made = read(TALK)
    before = made.steps[1].context.turn.quotes[0].start
    told = [encoder.score(made.page, made.steps[2:3], PEOPLE, {before: who}) for who in (0, 1)]
    assert told[0] != told[1]


def test_what_was_heard_stands_until_a_guess_near_it_changes(encoder: Encoder) -> None:
    made = read(TALK)
    before = made.steps[1].context.turn.quotes[0].start
    heard = Heard()
    for who in (0, 1, 1, 0):
        asked = made.page, made.steps[2:3], PEOPLE, {before: who}
        assert encoder.score(*asked, heard) == encoder.score(*asked)
    assert len(heard.windows) == 2


def test_a_single_candidate_is_scored(encoder: Encoder) -> None:
    assert [set(turn) for turn in scores(encoder, '"Well," said Mara.', (MARA,))] == [{0}]


def test_a_very_long_paragraph_is_cut(encoder: Encoder) -> None:
    long = " ".join(["and the rain went on over the hills"] * 400)
    found = scores(encoder, f'{long}, "{long}," said Mara to Tobin, {long}. "{long}."')
    assert all(len(turn) > 1 for turn in found)


def test_odd_characters_are_read(encoder: Encoder) -> None:
    people = (Character("Zoë ✨"), Character("李雷", gender=Gender.NEUTRAL))
    assert scores(encoder, "“Ａｈ 👩‍👩‍👧 … \u200b̈\x92!” said Zoë. “嗯。” 李雷 nodded.\n", people)


@pytest.mark.parametrize("times", [1, 60])
def test_windows_never_pass_their_length(times: int) -> None:
    """Whatever stands around a turn."""
    made = read(
        "Mara saw Tobin and Brix. " * times + TALK * times + "Mara and Tobin left. " * times
    )
    words = '[PAD] [UNK] [CLS] [SEP] [MASK] " : , . ( ) i me my myself mary anna john paul taylor'
    pieces = WordPieces(words.split())
    reader = InputBuilder(ChapterPieces(made.page, pieces, Pool(pieces)), PEOPLE)
    for step in made.steps:
        window = reader.window(step.context.turn, list(step.emissions), {}, Random(1))
        assert len(window.ids) == len(window.kinds) <= LENGTH
        assert len(window.places) == len(window.owners) + 1 <= PLACES
        assert set(window.owners) == set(range(len(step.emissions)))
        assert window.ids[window.places[0]] == pieces.numbers["[MASK]"]


def test_a_paragraph_of_many_turns_is_read(encoder: Encoder) -> None:
    made = read('"Yes," said Mara. "No," said Tobin. ' * 300)
    found = encoder.score(made.page, made.steps[298:301], PEOPLE, {})
    assert [set(turn) for turn in found] == [{0, 1}] * 3


def test_words_are_split_into_the_longest_pieces() -> None:
    pieces = WordPieces(["[UNK]", "un", "##able", "una", "##ble", "!", "'", "s"])
    assert pieces.split("Unable!") == [3, 4, 5]
    assert pieces.split("*Únable’s* xyz") == [3, 4, 6, 7, 0]


def test_numpy_has_one_thread_whoever_loads_the_encoder_first() -> None:
    """onnxruntime brings numpy in: by then it must be told."""
    pytest.importorskip("onnxruntime", reason="the thorough tier is not installed")
    code = (
        "import os, sys\n"
        "class Watch:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'numpy': print(os.environ.get('OPENBLAS_NUM_THREADS'))\n"
        "sys.meta_path.insert(0, Watch())\n"
        "from fic_audio.script.attribution.encoder import Encoder\n"
        "Encoder.load()"
    )
    given = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=given
    )
    assert ran.stdout == "1\n"
