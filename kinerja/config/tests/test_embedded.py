"""The private PostgreSQL starts anywhere, is shared, and ends with its last user."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from kinerja.config.embedded import APP, OWNER, Embedded, EmbeddedError, UnusableFolder, places

AS_ROOT = os.geteuid() == 0

HOLD = """
import sys
from pathlib import Path
from kinerja.config.embedded import Embedded
with Embedded(Path(sys.argv[1])).in_use():
    print("ready", flush=True)
    sys.stdin.read()
"""


def asked(server: Embedded, query: str, role: str = APP) -> tuple[object, ...]:
    with psycopg.connect(server.url(role)) as connection:
        answer = connection.execute(query.encode()).fetchone()
    assert answer is not None
    return answer


def holder(base: Path) -> subprocess.Popen[bytes]:
    """Start another process that uses the server until its input ends."""
    command = [sys.executable, "-c", HOLD, str(base)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def has_ended(pid: int) -> bool:
    for _ in range(100):
        try:
            if not Path(f"/proc/{pid}/cmdline").read_bytes():
                return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


def test_it_starts_with_two_roles_and_no_open_door(folder: Path) -> None:
    server = Embedded(folder / "pg")

    with server.in_use():
        rights = asked(
            server,
            "SELECT current_user::text, rolsuper, rolcreatedb, rolcreaterole,"
            " pg_has_role('kinerja_owner', 'MEMBER') FROM pg_roles WHERE rolname = current_user",
        )
        owner = asked(
            server, "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user", OWNER
        )
        settings = asked(
            server,
            "SELECT current_setting('listen_addresses'), current_setting('random_page_cost'),"
            " current_setting('jit'), current_setting('unix_socket_permissions')",
        )
        socket_mode = server.socket.stat().st_mode & 0o777

    assert rights == (APP, False, False, False, False)
    assert owner == (True,)
    assert settings == ("", "1.1", "off", "0700")
    assert socket_mode == 0o700
    assert server.pid() is None


@pytest.mark.parametrize("name", ["it's a, 100 % ü", "x" * 90])
def test_it_lives_in_odd_places(folder: Path, name: str) -> None:
    server = Embedded(folder / name / "pg")

    with server.in_use():
        answer = asked(server, "SELECT 1")
        elsewhere = server.socket

    assert answer == (1,)
    assert not elsewhere.is_relative_to(folder)
    assert not elsewhere.exists()


@pytest.mark.parametrize("character", ['"', "\\", "$", "`", "\n"])
def test_it_refuses_a_folder_that_a_shell_would_read(folder: Path, character: str) -> None:
    server = Embedded(folder / f"a{character}b" / "pg")

    with pytest.raises(UnusableFolder, match="KINERJA_VAR"):
        server.start()

    assert list(folder.iterdir()) == []


def test_it_refuses_a_socket_folder_that_others_may_enter(folder: Path) -> None:
    (folder / "pg" / "sock").mkdir(parents=True)
    (folder / "pg" / "sock").chmod(0o777)

    with pytest.raises(UnusableFolder, match="0700"):
        Embedded(folder / "pg").start()


def test_it_refuses_a_socket_folder_that_is_a_link(folder: Path) -> None:
    (folder / "pg").mkdir()
    (folder / "pg" / "sock").symlink_to(folder)

    with pytest.raises(UnusableFolder, match="0700"):
        Embedded(folder / "pg").start()


def test_it_says_what_postgresql_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "bin").mkdir()
    (folder / "bin" / "initdb").symlink_to("/bin/false")
    monkeypatch.setenv("KINERJA_PG_BINDIR", str(folder / "bin"))

    with pytest.raises(EmbeddedError, match="initdb"):
        Embedded(folder / "pg").start()


def test_it_runs_until_its_last_user_leaves(folder: Path) -> None:
    server = Embedded(folder / "pg")

    with server.in_use():
        first = server.pid()
        with Embedded(folder / "pg").in_use():
            second = server.pid()
        after_one_left = server.pid()

    assert first == second == after_one_left is not None
    assert server.pid() is None


def test_it_ends_even_though_another_user_was_killed(folder: Path) -> None:
    server = Embedded(folder / "pg")
    with holder(folder / "pg") as killed:
        killed.kill()
        killed.wait()
        left_running = server.pid()

        with server.in_use():
            taken_over = server.pid()

    assert left_running == taken_over is not None
    assert server.pid() is None


def test_another_process_takes_the_server_over(folder: Path) -> None:
    server = Embedded(folder / "pg")

    with server.in_use():
        other = holder(folder / "pg")
    kept = server.pid()
    with other:
        assert other.stdin is not None
        other.stdin.close()
        other.wait()

    assert kept is not None
    assert server.pid() is None


def test_it_recovers_after_its_server_was_killed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KINERJA_THROWAWAY_DATABASE", "")
    server = Embedded(folder / "pg")

    with server.in_use():
        with psycopg.connect(server.url(OWNER), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
        pid = server.pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert has_ended(pid)
        server.start()
        value = asked(server, "SELECT value FROM kept", OWNER)

    assert value == (7,)


def test_it_starts_although_its_old_number_belongs_to_another_process(folder: Path) -> None:
    server = Embedded(folder / "pg")
    with server.in_use():
        lock = (server.data / "postmaster.pid").read_text()
    stale = "\n".join([str(os.getpid()), *lock.split("\n")[1:]])
    (server.data / "postmaster.pid").write_text(stale)
    (server.socket / ".s.PGSQL.5432.lock").write_text(stale)

    with server.in_use():
        answer = asked(server, "SELECT 1")

    assert answer == (1,)


def test_it_begins_a_new_log_when_the_old_one_is_large(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinerja.config.embedded.server.LARGEST_LOG", 100)
    server = Embedded(folder / "pg")
    with server.in_use():
        pass

    with server.in_use():
        pass

    assert server.log.with_suffix(".log.1").stat().st_size > 100


@pytest.mark.parametrize(("throwaway", "fsync"), [("", "on"), ("1", "off")])
def test_only_a_throwaway_database_does_not_wait_for_the_disk(
    folder: Path, monkeypatch: pytest.MonkeyPatch, throwaway: str, fsync: str
) -> None:
    monkeypatch.setenv("KINERJA_THROWAWAY_DATABASE", throwaway)
    server = Embedded(folder / "pg")

    with server.in_use():
        answer = asked(server, "SELECT current_setting('fsync')")

    assert answer == (fsync,)


@pytest.mark.skipif(not AS_ROOT, reason="only root runs the server under another account")
def test_below_a_closed_folder_root_keeps_the_database_elsewhere(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(places, "LIBRARY", folder / "library")
    monkeypatch.setattr(places, "_runs", lambda *_: False)
    base = closed / "var" / "pg"

    with Embedded(base).in_use():
        first = asked(Embedded(base), "SELECT 1")
    with Embedded(base).in_use():
        second = asked(Embedded(base), "SELECT 1")

    assert first == second == (1,)
    assert base.is_symlink()
    assert base.resolve().is_relative_to(folder / "library")
    assert closed.stat().st_mode & 0o777 == 0o700
    assert capsys.readouterr().err.count("basis data disimpan di") == 1


@pytest.mark.skipif(not AS_ROOT, reason="only root runs the server under another account")
def test_the_library_of_root_must_be_roots_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "LIBRARY", folder / "library")
    (folder / "library").mkdir()
    (folder / "library").chmod(0o777)

    with pytest.raises(UnusableFolder, match="root"):
        places.make_library()
