"""Models are put in place whole and right, from a server, a folder or a file, or not at all."""

from __future__ import annotations

import hashlib
import io
import tarfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from fic_audio.engines import fetch as fetching
from fic_audio.engines.fetch import fetch
from fic_audio.engines.install import install, plan
from fic_audio.engines.models import folder
from fic_audio.engines.registry import File, Model, load
from fic_audio.errors import ConfigError, EngineError, OutputError, UsageError
from fic_audio.voices import folder as catalogues

DATA = bytes(range(256)) * 4000


def sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


class Server(ThreadingHTTPServer):
    """Serves files from memory, with ranges; may break off, or lead elsewhere."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, str]] = []
        self.breaks: list[int] = []
        """For each answer to come, after how many bytes it breaks off."""
        self.ranges = True
        self.leads: dict[str, str] = {}
        self.address = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        self.server.asked.append((self.path, wanted))
        if to := self.server.leads.get(self.path):
            self.send_response(302)
            self.send_header("Location", to)
            self.end_headers()
            return
        data = self.server.files.get(self.path)
        if data is None:
            self.send_error(404)
            return
        start = 0
        if wanted and self.server.ranges:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        end = start + self.server.breaks.pop(0) if self.server.breaks else len(data)
        self.wfile.write(data[start:end])

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as serving:
        threading.Thread(target=serving.serve_forever, args=(0.01,), daemon=True).start()
        yield serving
        serving.shutdown()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TRIES", 2)


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "model.part"


def test_fetches_a_file(server: Server, part: Path) -> None:
    """The last report is the size."""
    server.files["/model"] = DATA
    reports: list[int] = []
    fetch(f"{server.address}/model", part, len(DATA), sha256(DATA), reports.append)
    assert part.read_bytes() == DATA
    assert reports == sorted(reports)
    assert reports[-1] == len(DATA)


def test_goes_on_where_an_earlier_run_broke_off(server: Server, part: Path) -> None:
    server.files["/model"] = DATA
    part.write_bytes(DATA[:1000])
    fetch(f"{server.address}/model", part, len(DATA), sha256(DATA))
    assert part.read_bytes() == DATA
    assert server.asked == [("/model", "bytes=1000-")]


def test_a_broken_connection_is_taken_up_again(server: Server, part: Path) -> None:
    """As often as it needs to be, while something comes."""
    server.files["/model"] = DATA
    server.breaks = [5000, 70_000, 1, 300_000]
    fetch(f"{server.address}/model", part, len(DATA), sha256(DATA))
    assert part.read_bytes() == DATA
    assert [wanted for _, wanted in server.asked] == [
        "", "bytes=5000-", "bytes=75000-", "bytes=75001-", "bytes=375001-",
    ]  # fmt: skip


def test_a_server_without_ranges_begins_anew(server: Server, part: Path) -> None:
    server.files["/model"] = DATA
    server.ranges = False
    part.write_bytes(b"what came before")
    fetch(f"{server.address}/model", part, len(DATA), sha256(DATA))
    assert part.read_bytes() == DATA


def test_what_came_is_kept_when_it_is_given_up(server: Server, part: Path) -> None:
    server.files["/model"] = DATA
    server.breaks = [5000, 0, 0, 0]
    with pytest.raises(EngineError, match=r"broke off.*is kept, so try again"):
        fetch(f"{server.address}/model", part, len(DATA), sha256(DATA))
    assert part.read_bytes() == DATA[:5000]


def test_a_wrong_checksum_keeps_nothing(server: Server, part: Path) -> None:
    server.files["/model"] = b"x" * len(DATA)
    with pytest.raises(EngineError, match=r"its sha256 is .*nothing of it was kept"):
        fetch(f"{server.address}/model", part, len(DATA), sha256(DATA))
    assert not part.exists()


@pytest.mark.parametrize("size", [len(DATA) - 1, len(DATA) + 1])
def test_another_size_is_another_file(server: Server, part: Path, size: int) -> None:
    """No byte of it is fetched."""
    server.files["/model"] = DATA
    with pytest.raises(EngineError, match="1,024,000 bytes, not"):
        fetch(f"{server.address}/model", part, size, sha256(DATA))
    assert not part.exists()


def test_a_file_that_is_gone(server: Server, part: Path) -> None:
    with pytest.raises(EngineError, match=r"/model answered 404.*take it from there"):
        fetch(f"{server.address}/model", part, 5, sha256(b"x"))
    assert len(server.asked) == 1


def test_nobody_answers(part: Path) -> None:
    with pytest.raises(
        EngineError, match=r"127\.0\.0\.1:9/model can't be downloaded.*by other means"
    ):
        fetch("http://127.0.0.1:9/model", part, 5, sha256(b"x"))


@pytest.mark.parametrize(
    "url", ["http://example.org/m", "ftp://127.0.0.1/m", "file:///etc/hosts", "https:///m", "m"]
)
def test_unsafe_addresses_are_not_asked(part: Path, url: str) -> None:
    with pytest.raises(UsageError, match="only https://"):
        fetch(url, part, 5, sha256(b"x"))


@pytest.mark.parametrize("to", ["file:///etc/hosts", "http://example.org/m", "ftp://example.org/m"])
def test_unsafe_redirects_are_not_followed(server: Server, part: Path, to: str) -> None:
    server.leads["/model"] = to
    with pytest.raises(EngineError):
        fetch(f"{server.address}/model", part, 5, sha256(b"x"))


def test_a_folder_that_is_not_there(server: Server, tmp_path: Path) -> None:
    server.files["/model"] = DATA
    with pytest.raises(OutputError, match="can't be written: No such file"):
        fetch(f"{server.address}/model", tmp_path / "no" / "m", len(DATA), sha256(DATA))


ONE, TWO = b"one voice", b"two voices"


def packed(names: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, data in names.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


def model(tmp_path: Path, archive: bytes, url: str = "https://example.org") -> Model:
    files = (
        File("voices/one.bin", len(ONE), sha256(ONE)),
        File("voices/two.bin", len(TWO), sha256(TWO)),
        File("model.onnx", len(DATA), sha256(DATA), f"{url}/big.onnx"),
    )
    all_ = File("all.tgz", len(archive), sha256(archive), f"{url}/all.tgz")
    return Model("choir", "a choir", "CC0", tmp_path / "models", files, all_, "package/")


def whole(of: Model) -> bool:
    return [(of.folder / file.name).read_bytes() for file in of.files] == [ONE, TWO, DATA]


RIGHT = packed(
    {
        "package/voices/one.bin": ONE,
        "package/readme": b"read me",
        "../../escaped": b"evil",
        "/tmp/fic-audio-escaped": b"evil",
        "package/voices/two.bin": TWO,
    }
)


def test_an_archive_and_a_file_from_their_addresses(server: Server, tmp_path: Path) -> None:
    """What else the archive holds is not written; afterwards nothing is left to do."""
    server.files |= {"/all.tgz": RIGHT, "/big.onnx": DATA}
    choir = model(tmp_path, RIGHT, server.address)
    install(plan(choir))
    assert whole(choir)
    names = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert names - {".install.lock"} == {"one.bin", "two.bin", "model.onnx"}
    assert not Path("/tmp/fic-audio-escaped").exists()
    assert plan(choir).steps == ()


def test_a_damaged_file_is_got_again(server: Server, tmp_path: Path) -> None:
    server.files |= {"/all.tgz": RIGHT, "/big.onnx": DATA}
    choir = model(tmp_path, RIGHT, server.address)
    install(plan(choir))
    (choir.folder / "voices/one.bin").write_bytes(b"one noise")
    (step,) = plan(choir).steps
    assert [file.name for file in step.members] == ["voices/one.bin"]
    install(plan(choir))
    assert whole(choir)


def test_a_mirror(server: Server, tmp_path: Path) -> None:
    """The address of the folder, or of one of the files in it."""
    server.files |= {"/there/all.tgz": RIGHT, "/there/big.onnx": DATA}
    for number, origin in enumerate(("/there", "/there/", "/there/all.tgz")):
        choir = model(tmp_path / str(number), RIGHT)
        install(plan(choir, server.address + origin))
        assert whole(choir)


def test_from_a_folder(tmp_path: Path) -> None:
    """Unpacked or not, under the names of the addresses or of the model."""
    unpacked, archived = tmp_path / "unpacked", tmp_path / "archived"
    for each in (unpacked, archived):
        each.mkdir()
    (unpacked / "one.bin").write_bytes(ONE)
    (unpacked / "two.bin").write_bytes(TWO)
    (unpacked / "model.onnx").write_bytes(DATA)
    (archived / "all.tgz").write_bytes(RIGHT)
    (archived / "big.onnx").write_bytes(DATA)
    for origin in (unpacked, archived, archived / "all.tgz"):
        choir = model(tmp_path / f"to {origin.name}", RIGHT)
        install(plan(choir, str(origin)))
        assert whole(choir)


def test_a_folder_that_lacks_something(tmp_path: Path) -> None:
    """Told before anything is copied."""
    (tmp_path / "all.tgz").write_bytes(RIGHT)
    choir = model(tmp_path, RIGHT)
    with pytest.raises(UsageError, match=r"there is no big\.onnx"):
        plan(choir, str(tmp_path))
    with pytest.raises(UsageError, match="no such file"):
        plan(choir, str(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("archive", "said"),
    [
        (b"no archive", "can't be read as an archive"),
        (RIGHT[: len(RIGHT) // 2], "can't be read|no archive|incomplete"),
        (packed({"package/voices/one.bin": ONE}), "without package/voices/two.bin"),
        (packed({"package/voices/one.bin": b"ONE VOICE"}), "is not the expected file"),
    ],
)
def test_an_archive_that_is_not_right(tmp_path: Path, archive: bytes, said: str) -> None:
    (tmp_path / "all.tgz").write_bytes(archive)
    (tmp_path / "big.onnx").write_bytes(DATA)
    choir = model(tmp_path, archive)
    with pytest.raises(EngineError, match=said):
        install(plan(choir, str(tmp_path)))
    assert not (choir.folder / "voices/two.bin").exists()


def test_links_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(ONE)
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        link = tarfile.TarInfo("package/voices/one.bin")
        link.type, link.linkname = tarfile.SYMTYPE, str(secret)
        tar.addfile(link)
    (tmp_path / "all.tgz").write_bytes(buffer.getvalue())
    (tmp_path / "big.onnx").write_bytes(DATA)
    choir = model(tmp_path, buffer.getvalue())
    with pytest.raises(EngineError, match="without package"):
        install(plan(choir, str(tmp_path)))
    assert not (choir.folder / "voices").exists()


def test_a_truncated_copy(tmp_path: Path) -> None:
    (tmp_path / "all.tgz").write_bytes(RIGHT)
    (tmp_path / "big.onnx").write_bytes(DATA[:-1])
    choir = model(tmp_path, RIGHT)
    with pytest.raises(EngineError, match="incomplete"):
        install(plan(choir, str(tmp_path)))
    assert not (choir.folder / "model.onnx").exists()


def test_no_room(tmp_path: Path, server: Server) -> None:
    """Told before a byte is fetched."""
    huge = File("model.onnx", 1 << 60, sha256(DATA), f"{server.address}/big.onnx")
    choir = Model("choir", "", "", tmp_path, (huge,))
    with pytest.raises(OutputError, match="MB are free; free some disk space"):
        install(plan(choir))
    assert not server.asked


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file")
    with pytest.raises(OutputError, match=r"can't be written.*FIC_AUDIO_MODELS"):
        install(plan(model(tmp_path, RIGHT)))


def test_a_file_that_packages_bring_is_not_needed(tmp_path: Path) -> None:
    brought = File("model.onnx", 5, sha256(b"x"), "https://example.org/m", ("json", "csv"))
    lacking = File("model.onnx", 5, sha256(b"x"), "https://example.org/m", ("json", "no_such"))
    assert plan(Model("choir", "", "", tmp_path, (brought,))).steps == ()
    assert plan(Model("choir", "", "", tmp_path, (lacking,))).steps


def test_the_folder_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIC_AUDIO_MODELS", str(tmp_path))
    assert folder("piper") == tmp_path / "piper"
    monkeypatch.delenv("FIC_AUDIO_MODELS")
    assert folder("piper").parts[-2:] == ("models", "piper")


def test_the_registry_of_the_package() -> None:
    """Each model says its licence; the large ones have sizes that a person would believe."""
    models = load(catalogues() / "models.toml")
    assert {"kokoro", "piper:en_US-joe-medium"} <= models.keys()
    assert all(model.licence and model.about for model in models.values())
    assert len(models["kokoro"].files) == 29
    assert all(1e6 < sum(f.size for f in model.files) < 2e8 for model in models.values())


def test_mistakes_of_a_registry(tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    path.write_text(
        '[[model]]\nname = "x"\nfiles = [\n'
        '  { name = "../up", bytes = 5, digest = "md5:00", url = "http://example.org" },\n'
        '  { name = "here", bytes = 5, digest = "crc:00" },\n]\nsize = 3\n'
    )
    with pytest.raises(ConfigError) as told:
        load(path)
    for said in ("no name of a file", '"md5:…"', "https://", "needs its url", 'unknown key "size"'):
        assert said in str(told.value)
