"""Which names a request may ask for."""

from __future__ import annotations

import pytest

from tests.web.client import Server, Start


@pytest.fixture
def server(start: Start, folder: object) -> Server:
    return start(folder)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]", "[::1]:8080"])
def test_this_computers_own_names_are_good(server: Server, host: str) -> None:
    assert server.ask("small.mp3", Host=host)[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::2]"]
)
def test_requests_for_other_names_are_refused(server: Server, host: str) -> None:
    status, _, body = server.ask("small.mp3", Host=host)
    assert status == 400
    assert b"small" not in body


def test_who_listens_on_all_addresses_answers_to_the_one_that_is_shown(
    start: Start, folder: object
) -> None:
    server = start(folder, host="0.0.0.0")
    shown = server.url.removeprefix("http://").rstrip("/")
    server.url = f"http://127.0.0.1:{server.port}/"
    assert server.ask("small.mp3", Host=shown)[0] == 200
    assert server.ask("small.mp3", Host="evil.example")[0] == 400
