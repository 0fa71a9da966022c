"""FanFiction.net's pages, desktop and mobile."""

from __future__ import annotations

import pytest

from fic_audio.model import MarkKind, Story
from fic_audio.page.read.web import ffn
from fic_audio.page.read.web.tree import tree

BODY = "<p>The oar broke.</p><hr size=1 noshade><p>They <em>swam</em>.</p>"
RATED = 'Rated: <a href="https://www.fictionratings.com/">Fiction  T</a> - English - '
STATS = (
    ' - Chapters: 5 - Words: 12,345 - Reviews: <a href="/r/12/">9</a> - Favs: 3 - Follows: 2 - '
    'Updated: <span data-xutime="1400000000">May 13, 2014</span> - '
    'Published: <span data-xutime="1300000000">3/13/2011</span> - id: 12 '
)


def desktop(facts: str, chapter: str = "", body: str = BODY) -> Story:
    """A page as a desktop browser saves it, read."""
    options = f'<option value="1">1. Fog</option><option value="3" selected>{chapter}</option>'
    page = tree(f"""<html><head><link rel="canonical" href="//www.fanfiction.net/s/12/1/Oars">
<title>Oars Chapter 3, a lighthouse fanfic</title></head><body>
<div><a href="/login">Log in</a></div>
<div id="pre_story_links"><a href="/book/">Books</a><a href="/book/Lighthouse/">Lighthouse</a></div>
<div id="profile_top"><button>Follow/Fav</button><b class="xcontrast_txt">Oars</b> By:
<a href="/u/7/penny">penny</a><div style="margin-top:2px">Two keepers - one boat.</div>
<span class="xgray xcontrast_txt">{facts}</span></div>
{f'<select id="chap_select">{options}</select>' if chapter else ""}
<div class="storytext" id="storytext">{body}</div>
<div>Post Review <textarea></textarea></div>
<div>Share this: <a>Elsewhere</a></div></body></html>""")
    assert ffn.knows(page)
    return ffn.read(page)


def mobile(above: str, body: str = BODY) -> Story:
    """A page as a telephone's browser saves it, read."""
    page = tree(f"""<html><body><div id="top">menu</div><div id="content"><center><b>Oars</b> by
<a href="/u/7/penny">penny</a></center><a href="/book/">Books</a> » <a href="/book/Lighthouse/">
Lighthouse</a><br>Rated: T, English, Humor &amp; Romance, [Ada G., Tom R.], Words: 1k+, Favs: 2,
Published: <span data-xutime="1300000000">x</span> Updated: <span data-xutime="1400000000">y</span>,
Complete<br><br>{above}<hr><div id="storycontent" class="storycontent">{body}</div></div>
<div>Prev Next</div><div id="jump">Review</div></body></html>""")
    assert ffn.knows(page)
    return ffn.read(page)


def test_the_header() -> None:
    told = desktop(f"{RATED}Humor/Romance - [Ada G., Tom R.] Cy L.{STATS}", "3. The Boat").metadata
    assert (told.title, told.authors, told.fandoms) == ("Oars", ("penny",), ("Lighthouse",))
    assert (told.rating, told.language, told.tags) == ("T", "English", ("Humor", "Romance"))
    assert told.characters == ("Ada G.", "Tom R.", "Cy L.")
    assert told.relationships == ("Ada G./Tom R.",)
    assert (told.words, told.chapters, told.status) == (12345, "3/5", "In-Progress")
    assert (told.published, told.updated) == ("2011-03-13", "2014-05-13")
    assert told.summary == "Two keepers - one boat."
    assert told.url == "https://www.fanfiction.net/s/12/3"


def test_a_short_header() -> None:
    """Without genre, characters and chapters."""
    told = desktop("Rated: Fiction K - Spanish - id: 12").metadata
    assert (told.rating, told.language, told.chapters) == ("K", "Spanish", "1/1")
    assert (told.tags, told.characters) == ((), ())


def test_genres_and_names_with_strokes_and_hyphens() -> None:
    told = desktop(f"{RATED}Sci-Fi/Hurt/Comfort - Jo-Ann K., OC{STATS}").metadata
    assert told.tags == ("Sci-Fi", "Hurt/Comfort")
    assert told.characters == ("Jo-Ann K.", "OC")


def test_only_the_chapter_is_told() -> None:
    (chapter,) = desktop(f"{RATED}General{STATS}", "3. The Boat").chapters
    assert chapter.text == "Chapter 3: The Boat\n\nThe oar broke.\n\n* * *\n\nThey swam."
    assert [mark.kind for mark in chapter.marks] == [
        MarkKind.HEADING, MarkKind.BREAK, MarkKind.ITALIC,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("option", "title"),
    [
        ("3. The Boat", "Chapter 3: The Boat"),
        ("3. Chapter 3", "Chapter 3"),
        ("3. ", "Chapter 3"),
        ("3. 3", "Chapter 3"),
        ("1. Prologue", "Prologue"),
        ("4. Partying hard", "Chapter 4: Partying hard"),
        ("3. Chapter 2: The Dog", "Chapter 2: The Dog"),
        ("3. Ch. 3 The Dog", "Ch. 3 The Dog"),
        ("3. 1984", "Chapter 3: 1984"),
    ],
)
def test_titles_of_chapters(option: str, title: str) -> None:
    assert desktop(f"{RATED}General{STATS}", option).chapters[0].title == title


def test_a_story_of_one_chapter_has_no_chapter_title() -> None:
    (chapter,) = desktop(f"{RATED}General - Words: 9 - Published: 3/13/2011 - id: 12").chapters
    assert chapter.title == ""
    assert chapter.text.startswith("The oar")


def test_a_mobile_page() -> None:
    story = mobile("Chapter 2: Rain")
    told = story.metadata
    assert (told.title, told.authors, told.fandoms) == ("Oars", ("penny",), ("Lighthouse",))
    assert (told.rating, told.tags) == ("T", ("Humor", "Romance"))
    assert told.relationships == ("Ada G./Tom R.",)
    assert (told.chapters, told.status, told.updated) == ("2/?", "Complete", "2014-05-13")
    assert story.chapters[0].text.startswith("Chapter 2: Rain\n\nThe oar broke.")


def test_a_line_of_the_story_is_no_chapter_title() -> None:
    story = mobile("", f"<p>Fog.</p><p>Chapter 9 of her log</p>{BODY}")
    assert story.chapters[0].title == ""


def test_a_title_that_the_story_repeats_is_said_once() -> None:
    (chapter,) = mobile("Chapter 2: Rain", f"<p><b>Chapter 2 - Rain</b></p>{BODY}").chapters
    assert chapter.text.startswith("Chapter 2 - Rain\n\nThe oar")


def test_thanks_and_requests_are_notes() -> None:
    said = "I'd like to thank Bea and Dot for betareading."
    told = "<p>The boat was still afloat, but only just.</p>" * 9
    body = f"<p>{said}</p><hr>{told}<p>Review please!"
    (chapter,) = desktop(f"{RATED}General{STATS}", "3. The Boat", body).chapters
    notes = [chapter.text[m.start : m.end] for m in chapter.marks if m.kind is MarkKind.NOTE]
    assert notes == [said, "Review please!"]


def test_a_page_of_another_site_with_the_same_names() -> None:
    """Other sites have a #content and a .storytext, too."""
    page = tree('<div id="content">Welcome</div><div class="storytext">The oar broke.</div>')
    assert not ffn.knows(page)


def test_a_hostile_header_is_read_soon() -> None:
    assert desktop(f"Rated: T - English - {'[' * 50_000}").metadata.rating == "T"
