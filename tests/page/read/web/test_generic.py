"""Pages of the web at large: the story without what stands around it."""

from __future__ import annotations

import pytest

from fic_audio.model import Story
from fic_audio.page.read.web import generic, read_html
from fic_audio.page.read.web.tree import tree

LINES = [f"The {nth}. tram was late, and nobody in the wet street minded it." for nth in range(12)]
STORY = "".join(f"<p>{line}</p>" for line in LINES)
TOLD = "\n\n".join(LINES)


def read(body: str, head: str = "") -> Story:
    return generic.read(tree(f"<html><head>{head}</head><body>{body}</body></html>"))


def told(body: str, head: str = "") -> str:
    return "\n\n".join(chapter.text.strip() for chapter in read(body, head).chapters)


@pytest.mark.parametrize(
    "page",
    [
        "<nav><a href=/>Home</a> <a href=/a>About me</a></nav>{}",
        "<div id=sidebar><h3>Archives</h3><ul><li>May</li></ul></div>{}",
        "{}<footer>Powered by trams</footer>",
        "{}<div class=comments-area><h2>2 thoughts</h2><p>Lovely!</p></div>",
        "{}<ol class=commentlist id=comments><li>Lovely!</ol>",
        "{}<div class='sharedaddy sd-sharing'>Share this: <a>Elsewhere</a></div>",
        "{}<div class=share-buttons><button>Pin</button> it</div>",
        "<form role=search>Search this site <input></form>{}",
        "<div role=banner>My Blog</div>{}",
        "<div class=cookie-notice>We use cookies.</div>{}",
        "{}<aside>More by me: <a href=x>Rain</a></aside>",
        "<p><a href=1>Home</a> | <a href=2>Index</a> | <a href=3>Chapter 3</a></p>{}",
        "{}<center>[<A HREF=1>Back to the index</A>]</center>",
        "{}<p><a href=#top>Back to top</a></p>",
        "<script>tram()</script><style>p {{}}</style><noscript>Turn it on!</noscript>{}",
    ],
)
def test_what_stands_around_a_story_is_not_told(page: str) -> None:
    assert told(page.format(STORY)) == TOLD


@pytest.mark.parametrize(
    "page",
    [
        "<form action=/save>{}</form>",
        "<div id=comments>{}</div>",
        "<footer>{}</footer>",
        "<body class='comments-open has-sidebar'>{}",
        "<div class='post tag-reviews category-share comments-closed'>{}</div>",
        "<table width=600><tr><td><table><tr><td>{}</table></table>",
        "<div>" * 50 + "{}" + "</div>" * 50,
    ],
    ids=["form", "comments", "footer", "body", "classes", "tables", "deep"],
)
def test_a_story_in_odd_places_is_told(page: str) -> None:
    """Nothing that holds much of the page's words is furniture, whatever it is called."""
    assert told(page.format(STORY)) == TOLD


@pytest.mark.parametrize(
    "scrap",
    [
        "<p class=has-text-align-center>Rain.</p>",
        "<article class='post comments-open tag-related'><p>Rain.</p></article>",
        "<aside>Rain.</aside>",
        "<blockquote><footer>Rain.</footer></blockquote>",
        "<p><a href=note.html>Rain.</a></p>",
        "<p>She went <a href=x>home</a> to the rain.</p>",
        "<p><a href=#n1>Home</a> to <a href=#n2>Rain.</a></p>",
    ],
)
def test_small_parts_of_a_story_are_kept(scrap: str) -> None:
    assert "ain." in told(f"{STORY}{scrap}{STORY}")


@pytest.mark.parametrize(
    "place",
    [
        "div class=entry-content",
        "div id=chapterText",
        "article",
        "main",
        "div itemprop=articleBody",
        "div class='chapter-inner chapter-content'",
        "div id=story",
    ],
)
def test_the_place_where_a_site_keeps_its_stories(place: str) -> None:
    tag = place.split()[0]
    assert told(f"<p>My journal</p><{place}>{STORY}</{tag}><p>5 people like this</p>") == TOLD


def test_a_place_that_holds_little_is_not_it() -> None:
    """An "article" beside the story must not take its part."""
    assert TOLD in told(f"<article>News of the site.</article><div>{STORY}</div>")


def test_several_posts_are_one_story() -> None:
    post = "<article class=message><b>penny</b><div class=bbWrapper>{}</div></article>"
    assert told(post.format(STORY) + post.format(STORY)) == f"{TOLD}\n\n{TOLD}"


def test_comments_that_outweigh_the_story() -> None:
    text = told(f"<div class=entry-content>{STORY}</div><div id=comments>{STORY * 5}</div>")
    assert text.startswith(TOLD)


def test_scripts_do_not_count_as_words() -> None:
    code = "<script>" + "go(); " * 5000 + "</script>"
    assert told(f"{code}<div class=entry-content>{STORY}</div><p>Like</p>") == TOLD


def test_header_lines_become_metadata() -> None:
    about = read(f"<p>Title: Trams<br>Author: penny<br>Rating: PG</p>{STORY}").metadata
    assert (about.title, about.authors, about.rating) == ("Trams", ("penny",), "PG")


def test_headings_make_chapters() -> None:
    story = read(f"<h1>Trams</h1><h2>Chapter 1</h2>{STORY}<h2>Chapter 2</h2>{STORY}")
    assert story.metadata.title == "Trams"
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1", "Chapter 2"]


def test_a_numbered_list_makes_no_chapters() -> None:
    items = "<ol><li>Buy Oil</li><li>A New Lamp</li><li>The Old Oar.</li></ol>"
    story = read(f"{STORY}{items}{STORY}")
    assert len(story.chapters) == 1
    assert "1) Buy Oil\n\n2) A New Lamp" in story.chapters[0].text


def test_the_head_tells_what_the_text_does_not() -> None:
    head = (
        "<title>Trams – My Blog</title><meta name=author content=penny>"
        "<meta name=description content='Two conductors wait.'>"
        "<link rel=canonical href='https://example.org/trams'>"
    )
    about = read(STORY, head).metadata
    assert (about.title, about.authors) == ("Trams", ("penny",))
    assert (about.summary, about.url) == ("Two conductors wait.", "https://example.org/trams")


@pytest.mark.parametrize(
    "said", [f"{LINES[0]} …", "Read stories and publish fan fiction for free.", ""]
)
def test_descriptions_that_are_no_summary(said: str) -> None:
    assert read(STORY, f'<meta property="og:description" content="{said}">').metadata.summary == ""


@pytest.mark.parametrize(
    "link", ["<a rel=author href=/penny>penny</a>", "<a href='viewuser.php?uid=2'>penny</a>"]
)
def test_the_author_whom_the_page_links_to(link: str) -> None:
    """Their name is no part of the title then."""
    page = f"<div>Trams by {link}</div><div id=story>{STORY}</div>"
    about = read(page, "<title>Trams by penny</title>").metadata
    assert (about.title, about.authors) == ("Trams", ("penny",))


def test_a_title_that_holds_by_keeps_it() -> None:
    assert read(STORY, "<title>Death by Tram</title>").metadata.title == "Death by Tram"


def test_a_page_without_words_is_an_empty_story() -> None:
    assert "".join(chapter.text for chapter in read("").chapters) == ""


@pytest.mark.parametrize(
    "html",
    [
        "".join(f"<span class='c{n} comment menu'>w{n}</span> " for n in range(20_000)),
        "<a href=x>home</a> " * 10_000,
        "<div>" * 399 + "<a></a>" * 10_000 + "<a href=x>home</a>",
        "<aside>" * 399 + "<b>x</b>" * 10_000,
        "<article>" * 20_000 + "x",
    ],
    ids=["classes", "links", "rows of links", "asides", "articles"],
)
def test_hostile_pages_are_read(html: str) -> None:
    """Many elements, each of which could be furniture: time grows with their number alone."""
    assert read_html(f"<html><body>{STORY}{html}".encode()).chapters
