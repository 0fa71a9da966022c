"""Stories by their address: FanFicFare's own test stories, for which nobody is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fic_audio.page.read import read
from tests.fetching import sites
from tests.fetching.sites import ADDRESS, CHAPTERS, Answer, Site
from tests.studio.studios import Studio, launch, memory
from tests.waiting import until


def address(number: int) -> str:
    return f"http://test1.com?sid={number}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on this computer, which is asked as slowly as any other."""
    found, server = sites.start()
    found.put(CHAPTERS)
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def studio(tmp_path: Path, site: Site) -> Iterator[Studio]:
    """A studio that asks that site."""
    direct = dict.fromkeys(("no_proxy", "NO_PROXY", "HTTP_PROXY", "all_proxy", "ALL_PROXY"), "")
    env = {**memory(tmp_path), **direct, "http_proxy": site.url}
    studio = launch(tmp_path / "shelf", env=env)
    yield studio
    studio.process.kill()
    studio.process.wait(30)


def now(studio: Studio) -> Any:
    return studio.get("/api/studio").data["fetching"]


def fetch(studio: Studio, **wish: Any) -> Any:
    """How a fetch ended."""
    answer = studio.send("POST", "/api/fetch", **wish)
    assert answer.status == 200, answer
    assert until(lambda: now(studio)["status"] != "running")
    return now(studio)


def some_chapters(studio: Studio, story: int) -> bytes:
    """The second to seventh chapters of a fetched story, as a text that says where it is from."""
    whole = read(Path(studio.open(story)["path"]))
    about = whole.metadata
    head = f"Title: {about.title}\nAuthor: {about.authors[0]}\nURL: {about.url}"
    bodies = [f"## {each.title}{each.text.removeprefix(each.title)}" for each in whole.chapters]
    return "\n\n".join([head, *bodies[1:7]]).encode()


def test_a_story_is_fetched(studio: Studio) -> None:
    """It is in the list, and opens like one that was dropped."""
    told = fetch(studio, address=address(5))
    assert (told["status"], told["newer"], told["chapters"]) == ("done", False, 9), told
    (entry,) = studio.get("/api/studio").data["stories"]
    assert (entry["id"], entry["title"]) == (told["story"], "Test Story Title 5")
    story = studio.open(told["story"])
    assert (len(story["chapters"]), story["site"]) == (9, "test1.com")


def test_an_address_without_its_beginning(studio: Studio) -> None:
    """As some browsers show it."""
    told = fetch(studio, address=" test1.com?sid=5 ")
    assert told["address"] == "https://test1.com?sid=5"


def test_what_is_no_address_is_refused(studio: Studio) -> None:
    answer = studio.send("POST", "/api/fetch", address="the story with the tram")
    assert (answer.status, "not the address" in answer.data["error"]) == (422, True)


def test_a_story_that_is_there_is_compared(studio: Studio) -> None:
    """Within the hour it is not asked again; when it was, is told."""
    first = fetch(studio, address=address(5))
    told = fetch(studio, address=address(5))
    assert (told["story"], told["newer"]) == (first["story"], True)
    assert told["asked"] is not None
    found = studio.get(f"/api/stories/{told['story']}/newer").data["found"]
    assert (found["new"], found["edited"], found["gone"]) == ([], [], [])
    assert len(studio.get("/api/studio").data["stories"]) == 1


def test_new_chapters_of_a_file_that_was_dropped(studio: Studio) -> None:
    """Its own words say where to ask; what comes is taken like a newer file."""
    whole = fetch(studio, address=address(5))["story"]
    text = some_chapters(studio, whole)
    studio.send("DELETE", f"/api/stories/{whole}")
    story = studio.drop("old.txt", text)
    before = studio.open(story)
    assert (len(before["chapters"]), before["site"]) == (6, "test1.com")
    told = fetch(studio, story=story)
    assert (told["status"], told["story"]) == ("done", story), told
    found = studio.get(f"/api/stories/{story}/newer").data["found"]
    assert [each["number"] for each in found["new"]] == [1, 8, 9]
    assert studio.send("POST", f"/api/stories/{story}/newer/take").status == 200
    assert len(studio.open(story)["chapters"]) == 9
    # What was taken away is no reason to ask again.
    assert fetch(studio, story=story)["asked"] is not None


def test_what_waits_can_be_left(studio: Studio) -> None:
    story = fetch(studio, address=address(5))["story"]
    fetch(studio, story=story)
    assert studio.send("DELETE", f"/api/stories/{story}/newer").status == 200
    assert studio.get(f"/api/stories/{story}/newer").data == {"found": None}


def test_one_story_at_a_time(studio: Studio) -> None:
    """Until it is stopped; nothing of it is kept."""
    assert studio.send("POST", "/api/fetch", address=ADDRESS).status == 200
    answer = studio.send("POST", "/api/fetch", address=address(5))
    assert (answer.status, "being fetched" in answer.data["error"]) == (422, True)
    studio.send("POST", "/api/fetch/stop")
    assert now(studio) is None
    assert fetch(studio, address=address(5))["status"] == "done"
    assert len(studio.get("/api/studio").data["stories"]) == 1


def test_a_story_without_an_address(studio: Studio) -> None:
    story = studio.drop("kettle.txt", b'"Is it on?" Mina asked.\n')
    assert studio.open(story)["site"] == ""
    answer = studio.send("POST", "/api/fetch", story=story)
    assert (answer.status, "where it comes from" in answer.data["error"]) == (422, True)


def ask(page: Any, address: str) -> None:
    """Pastes an address on the start page."""
    page.get_by_label("paste its address").fill(address)
    page.keyboard.press("Enter")


def test_by_hand(page: Any, studio: Studio) -> None:
    """Pasted and opened; then asked for new chapters."""
    ask(page, address(5))
    page.get_by_role("heading", name="Test Story Title 5").wait_for()
    page.get_by_role("button", name="Make the audio").wait_for()
    page.get_by_role("button", name="Look for new chapters at test1.com").click()
    page.get_by_text("test1.com was asked at").wait_for()
    page.get_by_text("Nothing in it is new.").wait_for()


def test_a_wall_and_a_way_around_it(page: Any) -> None:
    """With the place for the file in sight."""
    ask(page, address(668))
    page.locator("#main .trouble").wait_for()
    assert "save the page from your browser" in page.locator("#main .trouble").inner_text()
    assert page.get_by_role("button", name="Choose a file").is_visible()
    ask(page, address(5))
    page.get_by_role("heading", name="Test Story Title 5").wait_for()


def test_adult_works_come_after_a_yes(page: Any) -> None:
    ask(page, address(665))
    page.locator(".fetch").get_by_text("marked for adults").wait_for()
    page.get_by_role("button", name="No", exact=True).click()
    ask(page, address(665))
    page.get_by_role("button", name="Yes, fetch it").click()
    page.get_by_role("heading", name="Test Story Title 665").wait_for()


def test_a_reload_shows_what_is_being_fetched(page: Any, studio: Studio) -> None:
    """And what it waits for; it can be stopped."""
    ask(page, ADDRESS)
    page.get_by_text("Fetching chapter 1 of 5").wait_for()
    page.reload()
    page.get_by_text("Fetching chapter").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_label("paste its address").wait_for()
    assert studio.get("/api/studio").data["stories"] == []


def test_a_wait_is_told(page: Any, site: Site) -> None:
    site.first = [Answer(status=429, headers={"Retry-After": "90"})]
    ask(page, ADDRESS)
    page.get_by_text("www.psychfic.com asks to wait 90 seconds").wait_for()


def test_without_fanficfare_there_is_no_field(page: Any) -> None:
    def without(route: Any) -> None:
        route.fulfill(json={**route.fetch().json(), "fetches": False})

    page.route("**/api/studio", without)
    page.reload()
    page.get_by_role("button", name="Choose a file").wait_for()
    assert page.locator("#address").count() == 0
