"""Elements of a page as paragraphs and marks."""

from __future__ import annotations

import pytest

from fic_audio.model import MarkKind
from fic_audio.page.read.annotated_text import AnnotatedText
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.styles import styles
from fic_audio.page.read.web.tree import tree


def read(html: str) -> AnnotatedText:
    page = tree(f"<body>{html}</body>")
    return extract_text([page.body], styles(page)) if page.body else AnnotatedText()


def marked(passage: AnnotatedText, kind: MarkKind) -> list[str]:
    return [passage.text[m.start : m.end] for m in passage.marks if m.kind is kind]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("loose <p>a<div>b<span>c</span></div>d<br>e<br><br>f", "loose\n\na\n\nbc\n\nd\ne\n\nf"),
        ("<p>It rained.<p>It blew.", "It rained.\n\nIt blew."),
        ("<p>a<br>\n<br>\n<br>b", "a\n\nb"),
        ("<p>&nbsp;&nbsp;&nbsp;The  oar\n broke.", "The oar broke."),
        ("un<wbr>be<b>liev</b>able", "unbelievable"),
        ("<p>the 1<sup>st</sup> H<sub>2</sub>O", "the 1st H2O"),
    ],
    ids=["loose words", "unclosed", "line breaks", "white space", "in one word", "sup and sub"],
)
def test_paragraphs(html: str, text: str) -> None:
    """Blocks make paragraphs, so do two line breaks; what stands in a line stays in it."""
    assert read(html).text == text


def test_a_page_of_the_nineties() -> None:
    """Upper case, fonts, centred titles and no closed paragraph."""
    passage = read(
        "<CENTER><FONT SIZE=+3>The Oar</FONT><BR>by penny</CENTER><P><FONT FACE=Arial>It rained."
        "<P><I>Go,<B> she thought.</I></B><BR><BR>She went.</FONT>"
    )
    assert passage.text == "The Oar\nby penny\n\nIt rained.\n\nGo, she thought.\n\nShe went."
    assert marked(passage, MarkKind.ITALIC) == ["Go, she thought."]


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">no</p>',
        '<p style="visibility: hidden">no</p>',
        "<p hidden>no</p>",
        '<p aria-hidden="true">no</p>',
        "<template><p>no</p></template>",
        "<script>no()</script>",
        "<style>no {}</style>",
        "<noscript>no</noscript>",
        "<!-- no -->",
        "<button>no</button>",
        "<style>.gone { display: none }</style><p class=gone>no</p>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert read(f"<p>It rained.</p>{hidden}<p>It blew.</p>").text == "It rained.\n\nIt blew."


def test_the_reading_aid_of_a_character_is_not_read() -> None:
    assert read("<p><ruby>雨<rp>(</rp><rt>ame</rt><rp>)</rp></ruby> fell.").text == "雨 fell."


def test_small_capitals_are_as_their_author_wrote_them() -> None:
    assert read('<p><span style="font-variant: small-caps">It</span> rained.').text == "It rained."


def test_quotation_elements_get_the_marks_that_browsers_show() -> None:
    text = read("<p>She said, <q>He said <q>no</q>. </q> They left.").text
    assert text == "She said, “He said ‘no’.” They left."


def test_a_quotation_element_with_marks_of_its_own_gets_no_more() -> None:
    assert read('<p><q>"No."</q>').text == '"No."'


def test_ordered_lists_have_their_numbers() -> None:
    """Where they start, those that are given, lists inside of lists; after them no more."""
    text = read(
        "<ol><li>oil<li>rope<ol><li>short</ol><li>tar</ol>"
        "<ol start=4><li>x<li value=9>y<li><p>z</p></ol><ul><li>a</ul><p>end"
    ).text
    assert text.split("\n\n") == [
        "1) oil", "2) rope", "1) short", "3) tar", "4) x", "9) y", "10) z", "a", "end",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "items",
    [
        '<ol style="list-style-type: none"><li>oil</ol>',
        "<ol><li>[1] oil</ol>",
        "<ol><li>3. oil</ol>",
        '<ol><li> <a href="#oil">oil</a> </ol>',
        "<ol reversed><li>oil</ol>",
    ],
    ids=["unnumbered", "a footnote's sign", "numbered by hand", "a link", "backwards"],
)
def test_items_that_get_no_number(items: str) -> None:
    assert ") oil" not in read(items).text


def test_preformatted_lines_stay_lines() -> None:
    assert read("<pre>one\ntwo\n\nthree</pre><p>four").text == "one\ntwo\n\nthree\n\nfour"


def test_the_cells_of_a_table_are_words_apart() -> None:
    text = read("<table><tr><td>a</td><td>b</td></tr><tr><td>c<td><p>d</p></table>").text
    assert text == "a b\n\nc\n\nd"


def test_quotations_rules_and_pictures_are_marked() -> None:
    passage = read(
        "<p>He read:<blockquote><p>Come.<p>Soon.</blockquote><hr>"
        "<p>It <img alt='A lamp'> <img alt='🌧'> rained.<p><img>"
    )
    assert marked(passage, MarkKind.QUOTE) == ["Come.\n\nSoon."]
    assert marked(passage, MarkKind.BREAK) == ["* * *"]
    assert marked(passage, MarkKind.IMAGE) == ["A lamp"]
    assert passage.text.endswith("A lamp\n\n🌧 rained.")


def test_a_centred_break_is_a_paragraph() -> None:
    assert read("<p>a<center>* * *</center>b").text == "a\n\n* * *\n\nb"


def test_italics_end_with_their_paragraph_and_join_over_a_space() -> None:
    passage = read("<i><p>one</p><p>two</p></i><p><i>No,</i> <em>no.</em>")
    assert marked(passage, MarkKind.ITALIC) == ["one", "two", "No, no."]


def test_soft_hyphens_and_spaces_of_no_width_go() -> None:
    assert read("<p>Ad\u00adele\u200b\ufeff came.").text == "Adele came."


def test_headings_have_their_depth() -> None:
    passage = read("<h1>The Oar</h1><p>a<h3>Rain <i>again</i></h3>")
    said = [(depth, passage.text[start:end]) for depth, start, end in passage.headings]
    assert said == [(1, "The Oar"), (3, "Rain again")]


def test_what_is_skipped_leaves_nothing() -> None:
    page = tree("<body><p>a</p><p class=no>b</p><p>c</p>")
    assert page.body
    assert (
        extract_text([page.body], skip=lambda node: node.attributes.get("class") == "no").text
        == "a\n\nc"
    )
