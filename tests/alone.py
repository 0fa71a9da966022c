"""Runs commands in a network of their own, and writes down every name that they look up there.

    unshare --net --mount python tests/alone.py NAMES COMMAND...

The names are looked up at 127.0.0.1, where this program listens and knows none of them: whatever
looks them up, Python or a library, is seen. Needs Linux, and the right to a network of its own.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

SIOCGIFFLAGS, SIOCSIFFLAGS, SIOCSIFADDR, IFF_UP = 0x8913, 0x8914, 0x8916, 1
NOT_FOUND = 3
RECURSION = 0x8180


def up() -> None:
    """Switches the loopback device on, which is all of the network there is."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sh", b"lo", 0)
        _, flags = struct.unpack("16sh", fcntl.ioctl(any_socket, SIOCGIFFLAGS, asked)[:18])
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", flags | IFF_UP))
        # Without an address besides 127.0.0.1 some libraries ask for no name at all.
        family = struct.pack("H", socket.AF_INET)
        other = family + bytes(2) + socket.inet_aton("10.0.0.1") + bytes(8)
        fcntl.ioctl(any_socket, SIOCSIFADDR, struct.pack("16s16s", b"lo:1", other))


def name_of(question: bytes) -> str:
    """The name that a query of the domain name system asks for."""
    labels, at = [], 12
    while question[at]:
        labels.append(question[at + 1 : at + 1 + question[at]].decode("ascii", "replace"))
        at += question[at] + 1
    return ".".join(labels)


def listen(server: socket.socket, names: Path) -> None:
    """Writes down each name that is asked for, and answers that there is none."""
    while True:
        question, who = server.recvfrom(4096)
        with names.open("a", encoding="utf-8") as file:
            file.write(f"{name_of(question)}\n")
        head = question[:2] + struct.pack("!HHHHH", RECURSION | NOT_FOUND, 1, 0, 0, 0)
        end = question.index(0, 12) + 5
        server.sendto(head + question[12:end], who)


def main() -> int:
    names, *command = sys.argv[1:]
    up()
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as conf:
        conf.write("nameserver 127.0.0.1\noptions attempts:1 timeout:1\n")
        conf.flush()
        Path(conf.name).chmod(0o644)
        at = os.path.realpath("/etc/resolv.conf")
        subprocess.run(["mount", "--bind", conf.name, at], check=True)
        server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        server.bind(("127.0.0.1", 53))
        threading.Thread(target=listen, args=(server, Path(names)), daemon=True).start()
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
