"""Who else may say a line, and how likely."""

from __future__ import annotations

from fic_audio.model import NARRATOR, READ_OUT, SPOKEN_BY_CHARACTERS, Kind, Line
from fic_audio.script.attribution import TOLD, attribute_speakers
from fic_audio.script.attribution.speaker_choice import rank_candidates
from fic_audio.script.unsure import settle_unsure
from tests.script.scripts import BRIX, MARA, PEOPLE, TOBIN, WREN, lines, page

SCENE = (
    "Mara, Tobin, Brix and Wren sat in the boat.\n\n"
    '"It leaks," said Mara.\n\n"It always did."\n\n"Not this much."\n\n"Row," they said.\n\n'
    '"Who goes there?" a stranger\'s voice called.\n'
)
FOUR = (MARA, TOBIN, BRIX, WREN)


def speech(text: str = SCENE) -> list[Line]:
    return [line for line in lines(text, FOUR) if line.span.kind in SPOKEN_BY_CHARACTERS]


def test_the_speaker_comes_first() -> None:
    """The first candidate is the one decided for, as sure as the line is."""
    for line in speech():
        assert line.candidates[0] == (line.speaker, line.confidence)


def test_candidates_are_people_with_probabilities() -> None:
    """At most five, nobody twice, likelier ones first, and all together no more than certain: what
    is missing is the share of somebody whom nobody has found."""
    for line in speech():
        names, shares = zip(*line.candidates, strict=True)
        assert len(names) == len(set(names)) <= 5
        assert shares[0] <= sum(shares) <= 1.0 + len(shares) * 0.005
        assert list(shares[1:]) == sorted(shares[1:], reverse=True)


def test_a_doubtful_line_has_other_candidates() -> None:
    """Where nothing names the speaker, several are thinkable."""
    assert max(len(line.candidates) for line in speech()) > 1


def test_the_narrator_is_the_candidate_of_what_he_reads() -> None:
    """Narration has no other speaker; what nobody reads has none at all."""
    told = lines("The boat leaked.\n\n***\n\nIt sank.\n")
    by_kind = {line.span.kind: line.candidates for line in told}
    assert by_kind == {Kind.NARRATION: READ_OUT, Kind.BREAK: ()}


def test_a_corrected_line_is_certain() -> None:
    """What the listener said leaves no other candidate."""
    read = page(SCENE)
    first = next(span for span in read.spans[0] if span.kind is Kind.DIALOGUE)
    (told,) = attribute_speakers(read.chapters, read.spans, FOUR, known={(0, first.start): "Wren"})
    (line,) = [line for line in told if line.span == first]
    assert (line.why, line.candidates) == (TOLD, (("Wren", 1.0),))


def test_the_name_before_a_line_of_chat_is_its_candidate() -> None:
    """A line that bears a name has that candidate alone."""
    chat = "Mara: it leaks\n\nTobin: bail\n\nMara: with what\n\nTobin: your hat\n"
    told = [line for line in lines(chat) if line.speaker in ("Mara", "Tobin")]
    assert told
    assert all(line.candidates == ((line.speaker, line.confidence),) for line in told)


def test_a_line_that_falls_to_the_narrator_keeps_its_candidates() -> None:
    """Whoever is asked about it sees who was likely."""
    before = lines(SCENE, FOUR)
    (after,) = settle_unsure([before], "narrator", 1.0)
    fell = [
        (was, now)
        for was, now in zip(before, after, strict=True)
        if was.speaker != NARRATOR and now.speaker == NARRATOR
    ]
    assert fell
    assert all(was.candidates == now.candidates for was, now in fell)


def test_the_others_share_what_is_left() -> None:
    """Where more than the network decides, its figures are scaled to it."""
    shares = {0: 0.6, 1: 0.4}
    assert rank_candidates(("Mara", 0.6), shares, PEOPLE) == (("Mara", 0.6), ("Tobin", 0.4))
    assert rank_candidates((NARRATOR, 0.5), shares, PEOPLE) == (
        (NARRATOR, 0.5), ("Mara", 0.3), ("Tobin", 0.2)
    )  # fmt: skip


def test_a_voice_may_be_whose_owner_is_seen_only_then() -> None:
    """Who is named in the paragraphs behind a line may say it."""
    text = '"Row!"\n\nMara looked round.\n\nBehind her the door had opened, and Tobin came in.'
    (line,) = [line for line in lines(text) if line.span.kind is Kind.DIALOGUE]
    assert {name for name, _ in line.candidates} == {"Mara", "Tobin"}


def test_a_line_before_anybody_is_named_has_candidates() -> None:
    """However late a name comes, the first line is not said by the only one that is near."""
    rain = "It rained on the lake, and the boat was wet.\n\n" * 9
    text = f'"Row!"\n\nMara looked round.\n\n{rain}Tobin came at last, and Wren with him.'
    (line,) = [line for line in lines(text, FOUR) if line.span.kind is Kind.DIALOGUE]
    assert {name for name, _ in line.candidates} >= {"Mara", "Tobin"}


def test_a_woman_whom_nobody_has_named() -> None:
    """ "She" is nobody among men alone, so a woman of the cast comes in."""
    text = 'Tobin and Brix sat in the boat. "Who are you?" she gasped.\n\nTobin walked on.\n'
    first = next(line for line in lines(text, FOUR) if line.span.kind is Kind.DIALOGUE)
    assert first.speaker in ("Mara", "Wren")


def test_a_woman_who_is_named_only_later() -> None:
    """ "She" is nobody among men alone, so those women come in who are named next."""
    walk = "Tobin walked on, and on, and on.\n\n" * 9
    text = f'Tobin and Brix sat in the boat. "Who are you?" she gasped.\n\n{walk}Wren was gone.\n'
    first = next(line for line in lines(text, FOUR) if line.span.kind is Kind.DIALOGUE)
    assert first.speaker == "Wren"
