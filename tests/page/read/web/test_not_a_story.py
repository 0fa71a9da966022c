"""Pages that hold no story get a clear sentence; pages that hold one never do."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.errors import StoryError
from fic_audio.page.read.web.not_a_story import refuse
from fic_audio.page.read.web.tree import tree

HEADER = """<title>{title}</title><body><div id="outer"><header><h1 class="heading"><a href="/">
Archive of Our Own</a></h1><form><input type="password"></form></header>"""


def archive(names: str, inner: str) -> str:
    """A page of the Archive that is called so."""
    head = HEADER.format(title="Archive of Our Own")
    return f'{head}<div id="main" class="{names} region" role="main">{inner}</div></div></body>'


BLURB = '<ol class="work index"><li id="work_1" class="work blurb group">Oil by penny</li></ol>'

REFUSED = {
    "not found": (archive("system errors error-404", "<h2>Error 404</h2>"), "404"),
    "too many readers": (archive("system errors error-503", "<h2>Error 503</h2>"), "error 503"),
    "an error of the first years": (archive("errors", "<h2>Sorry!</h2>"), "error page"),
    "an error without its name": (archive("region", "<h2>Error 503</h2>"), "error 503"),
    "news": (
        archive("admin_posts-show", "<p>News</p>") + '<div id="footer" class="region"></div>',
        "without a work",
    ),
    "log-in": (archive("sessions-new system session", '<form id="new_user"></form>'), "log in"),
    "log-in by its form": (archive("region", '<div id="loginform"></div>'), "log-in page"),
    "adult": (
        archive(
            "works-show",
            '<p class="caution notice">This work could have adult content.</p>'
            '<a href="/works/1?view_adult=true">Yes, Continue</a>',
        ),
        "adult content",
    ),
    "unrevealed": (archive("works-show", '<div class="notice">A challenge.</div>'), "unrevealed"),
    "chapter index": (archive("works-navigate", '<ol class="chapter index"></ol>'), "chapter ind"),
    "index without its name": ('<ol class="chapter index group"><li>1</li></ol>', "chapter index"),
    "works": (archive("works-index", BLURB), "list of works"),
    "search": (archive("works-search", BLURB), "search"),
    "bookmarks": (archive("bookmarks-index", '<li class="bookmark blurb">x</li>'), "bookmarks"),
    "dashboard": (archive("users-show dashboard", BLURB), "dashboard"),
    "series": (archive("series-show", BLURB), "series"),
    "history": (archive("readings-index", BLURB), "history"),
    "list without its name": (f"<title>Fog</title>{BLURB}", "list of works"),
    "ffn story": (
        "<body><div id='content_wrapper_inner'><span class='gui_warning'>Story Not Found<hr>"
        "Unable to locate story. Code 1.</span></div></body>",
        "not found",
    ),
    "ffn chapter": ("<div class='panel_warning'>Chapter not found. Check.</div>", "not found"),
    "ffn list": ("<div class='z-list zhover'><a>Oil</a> by penny</div>", "list of stories"),
    "cloudflare": (
        "<title>Just a moment...</title><div class='main-wrapper'><h1>www.fanfiction.net</h1>"
        "<noscript><div class='h2'><span id='challenge-error-text'>Enable JavaScript and cookies"
        "</span></div></noscript></div>",
        "check for robots",
    ),
    "shields": ("<title>Shields are up!</title><h1>Shields are up!</h1><p>Wait.</p>", "robots"),
    "anubis": ("<title>Making sure you're not a bot!</title><img><p>Loading</p>", "robots"),
    "nginx": ("<title>404 Not Found</title><center><h1>404 Not Found</h1></center>", "error 404"),
    "apache": (
        "<title>404 Not Found</title><h1>Not Found</h1><p>The requested URL was not found.</p>",
        "error 404",
    ),
    "gateway": ("<title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>", "error 502"),
    "retry": ("Retry later\n", "error 429"),
    "a forum": ("<h1>Fog board</h1><form><input type='password'></form>", "log-in page"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_pages_without_a_story(name: str) -> None:
    """Each is named, and what to do is said, in one sentence."""
    html, words = REFUSED[name]
    with pytest.raises(StoryError, match=words) as told:
        refuse(tree(html))
    assert str(told.value).startswith("this is ")
    assert "not a story; " in str(told.value)


WORDS = " ".join(["The", "fog", "came", "up", "over", "the", "wall."] * 12)

KEPT = {
    "an archive work": archive(
        "works-show",
        '<div id="workskin"><div id="chapters"><div class="userstuff"><p>Error 404</p></div></div>'
        '</div><div id="feedback"><a href="/works/1?view_adult=true">x</a></div>',
    ),
    "a story called 404": f"<title>404 Not Found</title><h1>404 Not Found</h1><p>{WORDS}</p>",
    "a drabble with a number": "<title>404</title><h1>Fog</h1><p>Page not found, he read.</p>",
    "a story on a check": f"<title>Just a moment...</title><p>{WORDS * 4}</p>",
    "ffn with a warning": "<div class='gui_warning'>Story not found</div><div id=storytext>x</div>",
    "a blog that links a work": f"<p>{WORDS * 4}</p><a href='https://a.org/works/1?view_adult=true'>",
    "a forum with a log-in": f"<form><input type='password'></form><p>{WORDS * 5}</p>",
    "another site's main part": f"<div id=main class=region><h2>Fog</h2><p>{WORDS}</p></div>",
    "plain": "<p>Retry later, she said.</p>",
    "empty": "",
}


@pytest.mark.parametrize("name", KEPT)
def test_pages_that_may_hold_a_story(name: str) -> None:
    """Words of a story, whatever they are, never refuse it."""
    refuse(tree(KEPT[name]))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ao3downloader/deletedWork.html", "error 404"),
        ("ao3downloader/lockedWorkLoggedOut.html", "log-in page of the Archive"),
        ("ao3js/41237499_index.html", "error 404"),
        ("ao3js/43703871_navigate.html", "chapter index"),
        ("resync/ffnet/s-cloudflare.html", "check for robots"),
    ],
)
def test_real_pages_without_a_story(data_dir: Path, name: str, words: str) -> None:
    """Saved pages that a fan took for the story."""
    html = (data_dir / "fixtures" / name).read_text(encoding="utf-8")
    with pytest.raises(StoryError, match=words):
        refuse(tree(html))


def test_real_stories_are_not_refused(data_dir: Path) -> None:
    """No story among the saved pages is taken for something else."""
    none = ("deletedWork", "lockedWork", "41237499", "navigate", "cloudflare")
    for path in sorted((data_dir / "fixtures").rglob("*.html")):
        if not any(name in path.name for name in none):
            refuse(tree(path.read_text(encoding="utf-8", errors="replace")))
