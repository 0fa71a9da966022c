"""Sink Into Your Eyes' pages."""

from __future__ import annotations

from fic_audio.model import Story
from fic_audio.page.read.web import siye
from fic_audio.page.read.web.tree import tree

STORY = (
    "<p>The oar broke, and there was nothing for it but to bail and to swim for the light.</p>" * 2
)


def read(
    about: str = "", heading: str = "<h3>Oars</h3>", chosen: str = "2. Rain", story: str = STORY
) -> Story:
    """A chapter's page, read."""
    page = tree(f"""<html><body><table><tr><td><h1>An Archive</h1></td></tr></table>
<table width="95%"><tr><td>{heading}By <a href="viewuser.php?uid=7">penny</a></td></tr>
<tr><td><b>Category:</b> <a href="categories.php?catid=2">Seaside</a><br>
<b>Characters:</b> Harry/Ginny, Ron Weasley<br><b>Genres:</b> Angst, Drama<br>
<b>Warnings:</b> None<br><b>Story is Complete</b><br><b>Rating:</b> PG-13<br>
<b>Reviews:</b> <a>5</a><br><b>Summary:</b> Two keepers.<br>{about}
<b>Hitcount:</b> Story Total: 13456; Chapter Total: 900</td></tr></table>
<form><select><option>1. Fog</option><option selected>{chosen}</option></select></form>
<table width="95%"><tr><td><span style="font-size: 100%;">{story}</span></td></tr></table>
<table><tr><td><a href="viewstory.php?sid=44&amp;chapter=1">Back</a>
<a href="viewstory.php?sid=44">Oars</a></td></tr></table></body></html>""")
    assert siye.knows(page)
    return siye.read(page)


def test_the_labels() -> None:
    """Each ends at the next line with a label, one that is not read too."""
    told = read().metadata
    assert (told.title, told.authors, told.rating) == ("Oars", ("penny",), "PG-13")
    assert told.characters == ("Harry", "Ginny", "Ron Weasley")
    assert told.relationships == ("Harry/Ginny",)
    assert (told.tags, told.warnings) == (("Angst", "Drama"), ())
    assert told.summary == "Two keepers."


def test_a_summary_of_several_lines() -> None:
    assert read("One lamp, rating: bright.<br>").metadata.summary == (
        "Two keepers. One lamp, rating: bright."
    )


def test_the_title_of_a_page_without_heading() -> None:
    """It is the link to the whole story."""
    assert read(heading="").metadata.title == "Oars"


def test_the_chapter() -> None:
    (chapter,) = read().chapters
    assert chapter.title == "Chapter 2: Rain"
    assert chapter.text.startswith("Chapter 2: Rain\n\nThe oar broke")
    assert chapter.text.endswith("for the light.")


def test_a_page_of_another_site() -> None:
    page = tree(f'<table width="95%"><tr><td><span style="font-size: 100%">{STORY}</span></table>')
    assert not siye.knows(page)
