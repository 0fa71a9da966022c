from hypothesis import given
from hypothesis import strategies as st

from fic_audio.engines.text_pieces import pieces


@given(st.text("aB .!?,\n”", max_size=200), st.integers(1, 40))
def test_pieces_are_the_text(text: str, limit: int) -> None:
    """Joined, the pieces are the text; none is empty or too long."""
    parts = list(pieces(text, limit))
    assert "".join(parts) == text
    assert all(0 < len(part) <= limit for part in parts)


def test_cut_at_a_clause() -> None:
    """A sentence that is too long is cut after a comma or a word, never inside one."""
    assert list(pieces("The rain, the wind and the sea.", 14)) == [
        "The rain, the ",
        "wind and the ",
        "sea.",
    ]


def test_no_cut_is_behind_a_title() -> None:
    """The full stop of "Mr." ends no sentence: the name would be said after a pause."""
    assert list(pieces("It rains. There stands Mr. Pell in it.", 30)) == [
        "It rains. ",
        "There stands Mr. Pell in it.",
    ]
