"""Stories by their address."""

from __future__ import annotations

from fic_audio.errors import UsageError
from fic_audio.studio.routes.asking import Answer, Ask, answer


def fetch(ask: Ask) -> Answer:
    """Fetches the story at an address, or new chapters of a story."""
    studio = ask.studio
    story = int(ask.number("story", 0))
    address = studio.records.story(story).address if story else ask.text("address", 2000)
    if not address:
        raise UsageError("The file of this story does not say where it comes from.")
    studio.fetching.start(address, story=story, adult=ask.data.get("adult") is True)
    return dict(studio.fetching.state)


def stop(ask: Ask) -> Answer:
    """Stops the fetch, or forgets how the last one ended."""
    ask.studio.fetching.stop()
    return {}


ROUTES = [
    answer("POST", "/api/fetch", fetch),
    answer("POST", "/api/fetch/stop", stop),
]
