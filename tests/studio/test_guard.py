"""Who may ask: requests of strangers' pages, other names and other origins are refused."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.studio.studios import Studio, launch

CHANGE = ("PUT", "/api/preferences", b'{"hear": true}')


@pytest.fixture(scope="module")
def open_studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    studio = launch(tmp_path_factory.mktemp("shelf"))
    yield studio
    studio.process.kill()
    studio.process.wait(30)


def sentence(body: bytes) -> str:
    error = str(json.loads(body)["error"])
    assert error.endswith(".")
    return error


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost", ""]
)
def test_other_hosts_are_refused(open_studio: Studio, host: str) -> None:
    """A name that a stranger points at this computer (DNS rebinding), also with our own link."""
    headers = {**open_studio.headers(), "Host": host.format(port=open_studio.port)}
    for path in ("/", "/api/studio", urlsplit(open_studio.url).path):
        answer = open_studio.raw("GET", path, headers=headers)
        assert answer.status == 421
        sentence(answer.body)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_our_own_names_are_answered(open_studio: Studio, host: str) -> None:
    headers = {"Host": f"{host}:{open_studio.port}", "Cookie": open_studio.cookie}
    assert open_studio.raw("GET", "/api/studio", headers=headers).status == 200


def test_it_answers_at_the_other_address_of_this_computer(open_studio: Studio) -> None:
    """Where a browser may look first for "localhost"; with the same guard."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this computer has no IPv6")
    for cookie, status in (open_studio.cookie, 200), ("", 401):
        connection = http.client.HTTPConnection("::1", open_studio.port, timeout=60)
        connection.request("GET", "/api/studio", headers={"Cookie": cookie})
        assert connection.getresponse().status == status
        connection.close()


@pytest.mark.parametrize("path", ["/", "/app.js", "/api/studio", "/api/events", "/api/stories/1"])
@pytest.mark.parametrize("cookie", ["", "wrong", "fic-audio-{port}=", "fic-audio-{port}=é"])
def test_nothing_is_shown_without_the_token(open_studio: Studio, path: str, cookie: str) -> None:
    cookie = cookie.format(port=open_studio.port)
    answer = open_studio.raw("GET", path, headers={"Cookie": cookie.encode().decode("latin-1")})
    assert answer.status == 401
    assert b"tram" not in answer.body


def test_a_wrong_link_opens_nothing(open_studio: Studio) -> None:
    path = urlsplit(open_studio.url).path
    for wrong in (path[:-2] + "/", "/t/", "/t//", f"{path}x", path.replace("/t/", "/T/")):
        answer = open_studio.raw("GET", wrong)
        assert answer.status == 401
        assert "set-cookie" not in answer.headers


def test_the_link_leads_to_an_address_without_secrets(open_studio: Studio) -> None:
    answer = open_studio.raw("GET", urlsplit(open_studio.url).path)
    assert (answer.status, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Origin", "http://evil.example", 403),
        ("Origin", "null", 403),
        ("Origin", "http://localhost:{port}", 403),
        ("Origin", "", 403),
        ("Sec-Fetch-Site", "cross-site", 403),
        ("Sec-Fetch-Site", "same-site", 403),
        ("Sec-Fetch-Site", "none", 403),
        ("X-Fic-Audio", None, 403),
        ("Cookie", "", 401),
        ("Content-Type", "text/plain", 415),
        ("Content-Type", "application/x-www-form-urlencoded", 415),
        ("Content-Type", "multipart/form-data", 415),
    ],
)
def test_changes_of_others_are_refused(
    open_studio: Studio, name: str, value: str | None, status: int
) -> None:
    """Each of the signs of our own page is needed."""
    method, path, body = CHANGE
    headers = open_studio.headers()
    assert open_studio.raw(method, path, body, headers).status == 200
    del headers[name]
    if value is not None:
        headers[name] = value.format(port=open_studio.port)
    answer = open_studio.raw(method, path, body, headers)
    assert answer.status == status
    sentence(answer.body)


def test_a_stranger_page_can_not_read(open_studio: Studio) -> None:
    """Not even as a script or an image."""
    headers = {"Cookie": open_studio.cookie, "Sec-Fetch-Site": "cross-site"}
    assert open_studio.raw("GET", "/api/studio", headers=headers).status == 403


def test_no_answer_allows_other_origins(open_studio: Studio) -> None:
    for path in ("/", "/app.js", "/api/studio", "/api/nothing"):
        for method in ("GET", "OPTIONS"):
            headers = {**open_studio.headers(), "Access-Control-Request-Method": "POST"}
            answer = open_studio.raw(method, path, headers=headers)
            assert not [name for name in answer.headers if name.startswith("access-control")]


def test_every_answer_has_a_policy(open_studio: Studio) -> None:
    for path in ("/", "/app.js", "/api/studio", "/api/nothing", "/nothing", "/t/x/"):
        headers = open_studio.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/api/stories/1/files/../../../etc/passwd",
        "/api/stories/..%2f..",
        "/style.css%00.js",
        "//etc/passwd",
        "/C:/Windows/win.ini",
    ],
)
def test_no_path_leads_out(open_studio: Studio, path: str) -> None:
    answer = open_studio.get(path)
    assert answer.status in (400, 404, 405, 422)
    sentence(answer.body)


def test_the_token_is_in_no_answer(open_studio: Studio) -> None:
    token = urlsplit(open_studio.url).path.split("/")[2].encode()
    for path in ("/", "/app.js", "/api/studio", "/api/nothing"):
        assert token not in open_studio.get(path).body


def test_the_address_is_kept_for_its_owner(open_studio: Studio) -> None:
    own = open_studio.folder / ".studio"
    modes = {path.name: path.stat().st_mode & 0o077 for path in own.glob("*.json")}
    assert modes.keys() >= {"address.json"}
    assert set(modes.values()) == {0}


def test_nobody_else_reaches_the_port(open_studio: Studio) -> None:
    """It listens on this computer's own address alone."""
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("no /proc/net/tcp here")
    port = f"{open_studio.port:04X}"
    rows = [row.split()[1] for row in table.read_text().splitlines()[1:] if row.split()[3] == "0A"]
    assert [row for row in rows if row.endswith(f":{port}")] == [f"0100007F:{port}"]
