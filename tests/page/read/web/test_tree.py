"""Pages as trees, the hostile ones too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.tree import DEEPEST, classes, text_of, tree, xhtml
from tests.growth import grows_with_its_size


def read(html: str) -> str:
    page = tree(html)
    return extract_text([page.body]).text if page.body else ""


def test_what_is_no_page_is_a_tree_all_the_same() -> None:
    assert read("") == ""
    assert read("\0<<>> a < b </p>").endswith("a < b")


def test_self_closed_tags_of_xhtml_hold_nothing() -> None:
    page = xhtml("<p><i/>Rain<br/>fell</p><div id='x'/><p>again</p>")
    assert page.css_first("i") is not None
    assert text_of(page.css_first("i")) == ""
    assert text_of(page.css_first("#x")) == ""


def test_classes_and_words_of_an_element() -> None:
    node = tree("<p class=' a  b '> The\n oar <b>broke</b>. </p>").css_first("p")
    assert node is not None
    assert classes(node) == {"a", "b"}
    assert text_of(node) == "The oar broke."


def test_the_tags_that_nest_too_deep_go_and_the_words_stay_apart() -> None:
    deep = "<font>" * (DEEPEST + 100)
    assert read(f"{deep}<div>one</div><div>two</div>un<i>believ</i>able") == (
        "one\n\ntwo\n\nunbelievable"
    )


def test_an_ordinary_page_keeps_its_tags() -> None:
    """Many tags, closed or left open as HTML allows, are not deep."""
    assert "kept" in str(tree("<p><i>a</i> <b>b</b>" * 1000 + "<u class=kept>c").html)


def test_a_tag_of_too_many_attributes_loses_them() -> None:
    page = tree("<p " + " ".join(f"a{n}='<>'" for n in range(2000)) + ">It rained.</p><p id=b>x")
    assert text_of(page.css_first("p")) == "It rained."
    assert page.css_first("#b") is not None


def test_a_list_of_too_many_choices_keeps_the_first() -> None:
    """And the page goes on below it."""
    choices = "".join(f"<option>{n}. Rain</option>" for n in range(9000))
    page = tree(f"<p>It rained.</p><select>{choices}</select><p id=b>It blew.</p>")
    assert text_of(page.css("option")[1200]) == "1200. Rain"
    assert text_of(page.css_first("#b")) == "It blew."


@pytest.mark.parametrize(
    ("write", "size"),
    [
        (lambda many: "<div>" * many, 25_000),
        (lambda many: "<b>" * many, 25_000),
        (lambda many: "<b>x" * many, 12_000),
        (lambda many: "<ol><li>x" * many, 2_500),
        (lambda many: "<p><b><i>" * many, 5_000),
        (lambda many: f"<p {' '.join(f'a{n}=1' for n in range(many))}>", 12_000),
        (lambda many: "<q>x" * many, 5_000),
        (lambda many: f"<select>{'<option>x' * many}</select>", 12_000),
        (lambda many: f"<p style='{'font:' * many}'>", 5_000),
    ],
    ids=["div", "b", "b and words", "lists", "misnested", "attributes", "q", "choices", "style"],
)
def test_hostile_pages_are_read_soon(write: Callable[[int], str], size: int) -> None:
    """Time does not grow with the square."""

    def page(many: int) -> str:
        return f"<body>{write(many)}The end."

    assert "The end." in read(page(size))
    assert grows_with_its_size(page, read, size)
