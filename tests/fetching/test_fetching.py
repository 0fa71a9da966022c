"""A story by its address: FanFicFare's own test stories, and those of a site on this computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio import fetching
from fic_audio.errors import (
    AddressError,
    AdultError,
    FetchError,
    GoneError,
    LoginError,
    RobotCheckError,
)
from fic_audio.fetching import Coming, fetch_story, find_version
from fic_audio.page.read import read
from tests.fetching.sites import ADDRESS, CHAPTERS, Answer, Site


def numbered(number: int) -> str:
    """The address of one of FanFicFare's test stories."""
    return f"http://test1.com?sid={number}"


def test_a_story_is_fetched(tmp_path: Path) -> None:
    """All chapters, into a file that is read like any other."""
    got = fetch_story(numbered(5), tmp_path / "story")
    assert got.path == tmp_path / "story" / "Test Story Title 5.epub"
    assert (got.title, got.chapters, got.new, got.asked) == ("Test Story Title 5", 9, 9, None)
    story = read(got.path)
    assert story.metadata.authors == ("Test Author aa",)
    assert story.metadata.url == got.address == numbered(5)
    assert [chapter.title for chapter in story.chapters][-2:] == ["Chapter 7", "Chapter 8"]


def test_chapters_are_told_as_they_come(tmp_path: Path) -> None:
    told: list[object] = []
    fetch_story(numbered(5), tmp_path, listen=told.append)
    assert told == [Coming(number, 9) for number in range(1, 10)]


def test_a_listener_ends_the_fetch(tmp_path: Path, memory: Path) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_story(numbered(5), tmp_path / "story", listen=stop)
    assert not (tmp_path / "story").exists()


@pytest.mark.parametrize("number", [665, 711])
def test_adult_content_needs_a_yes(tmp_path: Path, number: int) -> None:
    with pytest.raises(AdultError, match="after you say that you are willing"):
        fetch_story(numbered(number), tmp_path)
    assert fetch_story(numbered(number), tmp_path, adult=True).chapters == 9


def test_a_story_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GoneError, match=r"there is no such story at test1\.com"):
        fetch_story(numbered(666), tmp_path)


def test_a_story_for_those_who_have_logged_in(tmp_path: Path) -> None:
    """No password is asked for: the page is to be saved from the browser."""
    with pytest.raises(LoginError, match=r"never asks for a password; .*Entire Work"):
        fetch_story(numbered(668), tmp_path)


def test_a_story_that_fails_midway(tmp_path: Path) -> None:
    """Nothing is put where the story goes; which chapter it was is told."""
    with pytest.raises(FetchError, match=r"chapter 2 of 9: .*what has come is kept"):
        fetch_story(numbered(667), tmp_path / "story")
    assert not (tmp_path / "story").exists()


def test_a_story_whose_number_changes(tmp_path: Path) -> None:
    """It is known by the address that its site gives it."""
    got = fetch_story(numbered(700), tmp_path)
    assert got.address == numbered(800)
    assert fetch_story(numbered(800), tmp_path).asked is not None
    assert fetch_story(numbered(700), tmp_path).path == got.path


def test_each_failure_names_the_version(tmp_path: Path) -> None:
    with pytest.raises(GoneError, match=f"FanFicFare {find_version()}"):
        fetch_story(numbered(666), tmp_path)


@pytest.mark.parametrize(
    "address",
    [
        "https://archiveofourown.org/series/12",
        "https://archiveofourown.org/users/aki/works",
        "https://archiveofourown.org/tags/Tea/works",
        "https://archiveofourown.org/works/search?work_search=tea",
        "https://www.fanfiction.net/u/12/aki",
        "http://www.psychfic.com/viewuser.php?uid=4",
    ],
)
def test_lists_are_refused(tmp_path: Path, site: Site, address: str) -> None:
    with pytest.raises(AddressError, match="list of stories"):
        fetch_story(address, tmp_path)
    assert site.log == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://example.org/story", r"stories of example\.org can't be fetched; save the page"),
        ("https://archiveofourown.org/", "not the address of one story"),
        ("https://www.fanfiction.net/s/1/1/", "lets no programs in"),
        ("https://archiveofourown.org/downloads/1/a.epub", "asks programs to keep away"),
        ("http://127.0.0.1/viewstory.php?sid=12", "only http and https on the internet"),
        ("http://router.local/", "only http and https on the internet"),
        ("http://www.psychfic.com:8080/viewstory.php?sid=12", "only http and https"),
    ],
)
def test_what_is_not_asked(tmp_path: Path, site: Site, address: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        fetch_story(address, tmp_path)
    assert site.log == []


def test_without_fanficfare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told how to get it."""
    monkeypatch.setattr(fetching, "find_version", lambda: "")
    with pytest.raises(FetchError, match=r"pip install 'fic-audio\[fetch\]'"):
        fetch_story(numbered(5), tmp_path)


def test_a_site_is_read(tmp_path: Path, site: Site) -> None:
    site.put(CHAPTERS[:2])
    got = fetch_story(ADDRESS, tmp_path)
    assert (got.title, got.chapters) == ("The Long Road", 2)
    assert '"Is it far?" Mina asked.' in read(got.path).chapters[0].text


def test_no_page_is_asked_twice(tmp_path: Path, site: Site) -> None:
    site.put(CHAPTERS[:2])
    fetch_story(ADDRESS, tmp_path)
    assert len(site.paths) == len(set(site.paths)) == 3


def test_a_work_is_not_asked_again_within_the_hour(tmp_path: Path, site: Site) -> None:
    site.put(CHAPTERS[:1])
    first = fetch_story(ADDRESS, tmp_path)
    asked = len(site.log)
    again = fetch_story(ADDRESS, tmp_path)
    assert (again.path, again.chapters, again.new) == (first.path, 1, 0)
    assert again.asked is not None
    assert len(site.log) == asked


def test_a_work_is_asked_again_if_told(tmp_path: Path, site: Site) -> None:
    """And all of its chapters: they may have been edited."""
    site.put(CHAPTERS[:1])
    fetch_story(ADDRESS, tmp_path)
    site.put([("Far", "<p>They went farther.</p>")])
    got = fetch_story(ADDRESS, tmp_path, again=True)
    assert "farther" in read(got.path).chapters[0].text


def test_a_work_is_asked_again_after_the_hour(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then only chapters that are new are fetched, and the others are as they were."""
    monkeypatch.setattr(fetching, "FRESH", 0.0)
    site.put(CHAPTERS[:3])
    before = read(fetch_story(ADDRESS, tmp_path).path)
    site.log.clear()
    site.put(CHAPTERS[:5])
    got = fetch_story(ADDRESS, tmp_path)
    assert (got.chapters, got.new) == (5, 2)
    assert [path[-1] for path in site.paths] == ["1", "4", "5"]
    assert read(got.path).chapters[:3] == before.chapters
    assert read(tmp_path / "The Long Road (before).epub").chapters == before.chapters


def test_the_one_before_stays_while_nothing_changes(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "FRESH", 0.0)
    site.put(CHAPTERS[:1])
    fetch_story(ADDRESS, tmp_path)
    site.put(CHAPTERS[:2])
    for _ in range(3):
        fetch_story(ADDRESS, tmp_path)
    assert len(read(tmp_path / "The Long Road (before).epub").chapters) == 1
    assert len(list(tmp_path.iterdir())) == 2


def test_a_fetch_goes_on_where_it_failed(tmp_path: Path, site: Site) -> None:
    """Chapters that came are not asked for again."""
    site.put(CHAPTERS[:3])
    lost = site.pages.pop("/viewstory.php?sid=12&chapter=3")
    with pytest.raises(FetchError, match=r"chapter 3 of 3: .*error 404.*what has come is kept"):
        fetch_story(ADDRESS, tmp_path)
    site.log.clear()
    site.pages["/viewstory.php?sid=12&chapter=3"] = lost
    got = fetch_story(ADDRESS, tmp_path)
    assert (got.chapters, got.new) == (3, 1)
    assert [path[-1] for path in site.paths] == ["1", "3"]


def test_a_renamed_chapter_is_not_fetched_again(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "FRESH", 0.0)
    site.put(CHAPTERS[:2])
    fetch_story(ADDRESS, tmp_path)
    site.put([("Very Far", CHAPTERS[0][1]), CHAPTERS[1]])
    got = fetch_story(ADDRESS, tmp_path)
    assert got.new == 0
    assert [chapter.title for chapter in read(got.path).chapters] == ["Very Far", "Near"]


def test_the_name_of_the_book_stays(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet beside it is found by that name."""
    monkeypatch.setattr(fetching, "FRESH", 0.0)
    site.put(CHAPTERS[:1])
    old = fetch_story(ADDRESS, tmp_path).path
    site.put(CHAPTERS[:1], title="The Longer Road")
    got = fetch_story(ADDRESS, tmp_path, old=old)
    assert (got.path, got.title) == (old, "The Longer Road")


def test_another_works_book_is_not_replaced(tmp_path: Path, site: Site) -> None:
    """Nor one of the reader's own, though it has the same name."""
    mine = tmp_path / "The Long Road.epub"
    mine.write_bytes(b"mine")
    site.put(CHAPTERS[:1])
    got = fetch_story(ADDRESS, tmp_path)
    assert got.path.name == "The Long Road (2).epub"
    assert mine.read_bytes() == b"mine"


def test_a_page_that_is_another_than_expected(tmp_path: Path, site: Site) -> None:
    site.put(CHAPTERS[:1])
    site.first.append(Answer("<html><body>We have moved!</body></html>"))
    with pytest.raises(FetchError, match="FanFicFare can make nothing of the page"):
        fetch_story(ADDRESS, tmp_path)


def test_a_log_in_wall(tmp_path: Path, site: Site) -> None:
    form = '<form action="/login"><input type="password" name="pass"></form>'
    site.first.append(Answer(f"<html><body>Members only {form}</body></html>", 403))
    with pytest.raises(LoginError):
        fetch_story(ADDRESS, tmp_path)
    assert [asked.method for asked in site.log] == ["GET"]


CLOUDFLARE = Answer(
    "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>",
    503,
    {"Server": "cloudflare", "Retry-After": "1"},
)
CHALLENGE = Answer("<html></html>", 403, {"cf-mitigated": "challenge"})
ANUBIS = Answer(
    "<html><head><title>Making sure you're not a bot!</title></head><body>"
    '<script id="anubis_challenge" type="application/json">{}</script></body></html>'
)
FORBIDDEN = Answer("<html><body>No.</body></html>", 403)


@pytest.mark.parametrize("answer", [CLOUDFLARE, CHALLENGE, ANUBIS, FORBIDDEN])
def test_a_site_that_lets_no_programs_in(tmp_path: Path, site: Site, answer: Answer) -> None:
    """It is asked once, and not outwitted."""
    site.put(CHAPTERS[:1])
    site.first.append(answer)
    with pytest.raises(RobotCheckError, match=r"lets no programs in .*save the page"):
        fetch_story(ADDRESS, tmp_path)
    assert len(site.log) == 1
