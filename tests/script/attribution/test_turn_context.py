"""What a paragraph says of those who speak in it."""

from __future__ import annotations

import pytest

from fic_audio.script.attribution.turn_context import TurnContext, read_contexts
from fic_audio.text.document import Document, split_turns
from fic_audio.text.mentions import MentionIndex
from tests.growth import grows_with_its_size
from tests.script.scripts import PEOPLE, page


def document(text: str) -> Document:
    return Document.of(text, page(text).spans[0], MentionIndex(PEOPLE))


def contexts(read: Document) -> list[TurnContext]:
    return [seen for turn in split_turns(read.spans) for seen in read_contexts(read, turn)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('"Stay," he growled. "Stay there." She sat up. "Why?" she asked. "Why me?"', [2, 2]),
        ('"Stay," Tobin growled. She sat up. "Why?" she asked.', [1, 1]),
        ('"Stay," he growled. "Why?" his mother asked. "Because," he said.', [1, 1, 1]),
        ('"Stay," he growled. The water rose. "Or go," he said.', [2]),
        ('"Stay," he growled. She sat up. "Or go."', [2]),
        ('"Come down," he said. "Do you hear?" She greeted him coolly.', [2]),
        ('"Come down," he said. "Why?" She asked.', [1, 1]),
        ('She laughed as he came in. "Stay," he said, "or go."', [2]),
        ('She told him, "Stay," he said, "or go."', [2]),
        ('"Stay," Tobin growled. "Why?" I asked. "Why me?"', [1, 2]),
        ('"Stay," I growled. I sat up. "Why?" she asked.', [1, 1]),
        ('"Stay," I said. "Or go," I said, and Tobin laughed.', [2]),
        ('"Stay," I said. The others agreed. "Stay!" they cried.', [2]),
    ],
)
def test_two_speakers_in_one_paragraph(text: str, quotes: list[int]) -> None:
    """Tags of a man and of a woman, or of "I" and anybody else, make turns of their own; what has
    no tag does not."""
    assert [len(seen.turn.quotes) for seen in contexts(document(text))] == quotes


@pytest.mark.parametrize("said", ["Mara here.", "Mara speaking!", "Hello, Mara here, go on."])
def test_who_picks_up_says_her_name(said: str) -> None:
    """ "Mara here" is said by her and to nobody of that name."""
    (seen,) = contexts(document(f'Tobin waited.\n\n"{said}"\n'))
    assert (seen.introduced, seen.addressed) == ({0}, set())


@pytest.mark.parametrize("said", ["I want Mara here.", "Is Mara here?"])
def test_mara_is_to_be_here(said: str) -> None:
    """Of whom one says where she is one speaks."""
    (seen,) = contexts(document(f'Tobin waited.\n\n"{said}"\n'))
    assert (seen.introduced, seen.quoted) == (set(), {0})


def test_a_long_quotation_with_many_names() -> None:
    """Of what stands around each name only a little is looked at."""

    def speech(size: int) -> Document:
        said = f"I saw Mara, w{'o' * 1000}, " * size
        return document(f'"{said}" Tobin said.')

    assert grows_with_its_size(speech, contexts, 2000)


@pytest.mark.parametrize(
    "text",
    [
        "\"She asked, 'What is it, Mara?' and I laughed,\" she said.",
        "'She asked, \"What is it, Mara?\" and I laughed,' she said.",
        "“She asked, ‘What is it, Mara?’ and I laughed,” she said.",
    ],
)
def test_what_another_has_said(text: str) -> None:
    """Mara may well tell that somebody called her by name."""
    (seen,) = contexts(document(text))
    assert (seen.addressed, seen.quoted) == (set(), set())


def test_a_word_cut_short_quotes_nobody() -> None:
    """An apostrophe before a small letter begins nothing."""
    (seen,) = contexts(document("\"Get 'em, Mara, and the boys' boat,\" he said."))
    assert seen.addressed == {0}
