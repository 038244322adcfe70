"""`kinerja serve`, as real processes: it answers, it ends, it leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kinerja.config.embedded import Embedded
from tests.servers import fetch_json, free_port, wait_until_answering

#: as on a terminal: whoever runs the tests in the background may have Ctrl-C ignored for us
ON_A_TERMINAL = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, "-m", "kinerja", *sys.argv[1:]])
"""
PATIENCE = 60
#: a start or a stop of the database, told to end in its middle
INTERRUPTED = """
import os, signal, time
from kinerja.config.embedded import server
from kinerja.config.processes import end_with_supervisor
signal.signal(signal.SIGTERM, lambda *_: print("told", flush=True))
end_with_supervisor()
with server._uninterrupted():
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0.2)
    print("done", flush=True)
"""


@dataclass(frozen=True)
class Installation:
    """A data folder of its own, set up, empty, and its processes."""

    var: Path

    @property
    def environment(self) -> dict[str, str]:
        without = {"DATABASE_URL", "DATABASE_OWNER_URL"}
        given = {name: value for name, value in os.environ.items() if name not in without}
        ours = {"KINERJA_VAR": str(self.var), "KINERJA_THROWAWAY_DATABASE": "1"}
        return given | ours | {"KINERJA_DEMO": "0", "KINERJA_TESTING": "true"}

    @property
    def server(self) -> Embedded:
        return Embedded(self.var / "pg")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kinerja", *command],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def serving(self) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
        port = free_port()
        serve = ["serve", "--port", str(port), "--workers", "1"]
        with subprocess.Popen(
            [sys.executable, "-c", ON_A_TERMINAL, *serve],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
        ) as supervisor:
            try:
                url = f"http://127.0.0.1:{port}"
                wait_until_answering(url, supervisor)
                yield supervisor, url
            finally:
                supervisor.kill()
                assert self.leaves_nothing()

    def processes(self) -> dict[int, list[bytes]]:
        """Everything alive that works on this folder, by its environment or its arguments."""
        name = os.fsencode(self.var)
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                command = (folder / "cmdline").read_bytes()
                about = command + (folder / "environ").read_bytes()
            except OSError:
                continue
            if command and name in about:
                found[int(folder.name)] = command.split(b"\0")
        return found

    def leaves_nothing(self) -> bool:
        for _ in range(10 * PATIENCE):
            if not self.processes():
                return True
            time.sleep(0.1)
        return False

    def child(self, command: bytes) -> int:
        found = self.processes().items()
        return min(pid for pid, arguments in found if command in arguments)


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    var = Path(tempfile.mkdtemp(prefix="kinerja "))
    var.chmod(0o755)
    made = Installation(var)
    done = made.run("setup")
    assert done.returncode == 0, done.stderr
    yield made
    shutil.rmtree(var)


def wait_until_ready(url: str) -> dict[str, str]:
    """Return what /siap said last: all well, or what was missing after half a minute."""
    give_up = time.monotonic() + 30
    while True:
        status, answer = fetch_json(f"{url}/siap")
        if status == 200 or time.monotonic() > give_up:
            checks: dict[str, str] = answer["checks"]
            return checks
        time.sleep(0.1)


def test_it_serves_until_it_is_told_to_stop(installation: Installation) -> None:
    with installation.serving() as (supervisor, url):
        checks = wait_until_ready(url)
        assert supervisor.stdout is not None
        said = supervisor.stdout.readline().decode()
        hint = supervisor.stdout.readline().decode()
        second = installation.run("serve", "--port", url.rsplit(":", 1)[1])
        still_running = installation.server.pid()

        supervisor.terminate()
        code = supervisor.wait(PATIENCE)

        assert installation.leaves_nothing()
    assert checks == {"database": "ok", "migrations": "ok", "worker": "ok", "rights": "ok"}
    assert url in said
    assert "create-administrator" in hint
    assert code == 0
    assert second.returncode == 1
    assert "sedang dipakai" in second.stderr
    assert "Traceback" not in second.stderr
    assert still_running is not None


def test_it_stops_at_ctrl_c(installation: Installation) -> None:
    with installation.serving() as (supervisor, _url):
        supervisor.send_signal(signal.SIGINT)

        assert supervisor.wait(PATIENCE) == 0
        assert installation.leaves_nothing()


def test_everything_ends_when_the_supervisor_is_killed(installation: Installation) -> None:
    with installation.serving() as (supervisor, _url):
        supervisor.kill()

        assert installation.leaves_nothing()


def test_it_ends_when_the_web_server_was_killed(installation: Installation) -> None:
    with installation.serving() as (supervisor, _url):
        os.kill(installation.child(b"web"), signal.SIGKILL)

        assert supervisor.wait(PATIENCE) == 1
        assert installation.leaves_nothing()


def test_it_refuses_a_folder_in_one_sentence(installation: Installation) -> None:
    odd = Installation(installation.var / "a`b")

    done = odd.run("migrate")

    assert done.returncode == 1
    assert done.stderr.startswith("kinerja: Folder data")
    assert "Traceback" not in done.stderr


def test_help_starts_no_database(installation: Installation) -> None:
    untouched = Installation(installation.var / "unused")

    done = untouched.run("help")

    assert done.returncode == 0
    assert "serve" in done.stdout
    assert not (untouched.var / "pg").exists()


def test_a_signal_waits_until_the_database_is_started_or_stopped() -> None:
    environment = {**os.environ, "KINERJA_SUPERVISED": "1"}
    command = [sys.executable, "-c", INTERRUPTED]

    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read().split()  # its input stays open meanwhile

    assert said == ["done", "told"]
