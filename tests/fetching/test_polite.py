"""How a site is asked: in turns, under our own name, and gone when told to go."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path

import pytest

from fic_audio import fetching
from fic_audio.errors import BusyError, FetchError
from fic_audio.fetching import Awaited, Fetched, fetch_story
from tests.fetching.sites import ADDRESS, CHAPTERS, OTHER, REAL_PAUSE, ROOT, Answer, Asked, Site


@pytest.fixture
def road(site: Site) -> Site:
    site.put(CHAPTERS[:2])
    return site


def gaps(log: list[Asked]) -> list[float]:
    """Seconds between the end of each request and the next one."""
    asked = sorted(log)
    return [later.begun - earlier.ended for earlier, later in pairwise(asked)]


def test_our_name_is_told(tmp_path: Path, road: Site) -> None:
    fetch_story(ADDRESS, tmp_path)
    for asked in road.log:
        assert asked.agent.startswith("fic-audio/")
        assert "+https://github.com/fic-audio/fic-audio" in asked.agent


def test_five_seconds_between_requests() -> None:
    assert REAL_PAUSE >= 5


def test_a_pause_between_requests(
    tmp_path: Path, road: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "PAUSE", 0.5)
    fetch_story(ADDRESS, tmp_path)
    assert len(road.log) == 3
    assert min(gaps(road.log)) > 0.45


def test_a_pause_over_processes(
    tmp_path: Path, road: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two works of a site, fetched at the same time, come in turns."""
    monkeypatch.setattr(fetching, "PAUSE", 0.4)
    road.put(CHAPTERS[:2], OTHER, "The Short Road")
    road.slow = 0.1

    def get(address: str) -> Fetched:
        return fetch_story(address, tmp_path)

    with ThreadPoolExecutor(2) as threads:
        titles = {each.title for each in threads.map(get, [ADDRESS, OTHER])}
    assert titles == {"The Long Road", "The Short Road"}
    assert len(road.log) == 6
    assert min(gaps(road.log)) > 0.35


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_is_busy_is_waited_for(tmp_path: Path, road: Site, status: int) -> None:
    """As long as it asks for; the wait is told."""
    road.first.append(Answer("later", status, {"Retry-After": "2"}))
    told: list[object] = []
    assert fetch_story(ADDRESS, tmp_path, listen=told.append).chapters == 2
    (waited,) = (event for event in told if isinstance(event, Awaited))
    assert waited.site == "www.psychfic.com"
    assert 1.5 < waited.seconds <= 2
    assert gaps(road.log)[0] > 1.9


def test_a_date_to_come_back_at(tmp_path: Path, road: Site) -> None:
    then = int(time.time()) + 6
    date = formatdate(then, usegmt=True)
    road.first.append(Answer("later", 429, {"Retry-After": date}))
    assert fetch_story(ADDRESS, tmp_path).chapters == 2
    assert road.log[1].begun >= then


def test_a_site_that_is_busy_for_long_is_left_alone(tmp_path: Path, road: Site) -> None:
    """It is told when to come back; until then, the site is not asked at all."""
    road.first.append(Answer("later", 429, {"Retry-After": "3600"}))
    for _ in range(2):
        with pytest.raises(BusyError, match=r"try again after [\d :-]+ "):
            fetch_story(ADDRESS, tmp_path)
    assert len(road.log) == 1


def test_a_site_that_says_no_time_is_asked_three_times(tmp_path: Path, road: Site) -> None:
    """Later each time; then it rests."""
    road.first += [Answer("later", 429)] * 3
    with pytest.raises(BusyError):
        fetch_story(ADDRESS, tmp_path)
    first, second = gaps(road.log)
    assert 0.19 < first < second


def test_an_error_may_pass(tmp_path: Path, road: Site) -> None:
    road.first.append(Answer("oh", 502))
    assert fetch_story(ADDRESS, tmp_path).chapters == 2


def test_an_error_that_stays(tmp_path: Path, road: Site) -> None:
    road.first += [Answer("oh", 500)] * 3
    with pytest.raises(FetchError, match=r"answered with an error \(error 500\)"):
        fetch_story(ADDRESS, tmp_path)
    assert len(road.log) == 3


def test_no_answer(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with pytest.raises(FetchError, match="can't be reached"):
        fetch_story(ADDRESS, tmp_path)


@pytest.mark.parametrize(
    "where",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://router.local/",
        "file:///etc/passwd",
        "ftp://example.org/",
        f"{ROOT}/downloads/12/road.html",
    ],
)
def test_redirects_that_are_not_followed(tmp_path: Path, road: Site, where: str) -> None:
    road.first.append(Answer("", 302, {"Location": where}))
    with pytest.raises(FetchError):
        fetch_story(ADDRESS, tmp_path)
    assert len(road.log) == 1


def test_a_redirect_within_the_site_is_followed(tmp_path: Path, road: Site) -> None:
    """In a turn of its own."""
    road.first.append(Answer("", 302, {"Location": f"{ROOT}/viewstory.php?sid=12&index=1"}))
    assert fetch_story(ADDRESS, tmp_path).chapters == 2
    assert len(road.log) == 4
    assert min(gaps(road.log)) > 0.09


def test_redirects_without_end(tmp_path: Path, road: Site) -> None:
    road.first += [Answer("", 302, {"Location": ADDRESS})] * 20
    with pytest.raises(FetchError):
        fetch_story(ADDRESS, tmp_path)
    assert len(road.log) < 10


def test_a_page_that_is_too_large(tmp_path: Path, road: Site) -> None:
    road.first.append(Answer("x" * 41_000_000))
    with pytest.raises(FetchError, match="larger than any story"):
        fetch_story(ADDRESS, tmp_path)


def test_no_password_of_the_reader_is_sent(
    tmp_path: Path, road: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though it is kept where programs find it."""
    secrets = tmp_path / "netrc"
    secrets.write_text("machine www.psychfic.com login aki password secret\n")
    monkeypatch.setenv("NETRC", str(secrets))
    fetch_story(ADDRESS, tmp_path / "story")
    assert {asked.secret for asked in road.log} == {""}


def test_no_settings_of_the_reader_are_read(
    tmp_path: Path, road: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FanFicFare's personal.ini may hold passwords, and commands to run."""
    home = tmp_path / "home"
    for folder in (home / ".fanficfare", tmp_path):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "personal.ini").write_text("[overrides]\nuser_agent:somebody else\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(tmp_path)
    fetch_story(ADDRESS, tmp_path / "story")
    assert all(asked.agent.startswith("fic-audio/") for asked in road.log)
