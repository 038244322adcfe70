"""Start, share and stop the embedded PostgreSQL; it ends with the last process that uses it."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from io import TextIOWrapper
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg.sql import SQL, Identifier

from kinerja.config.embedded import places

OWNER, APP = "kinerja_owner", "kinerja_app"
DATABASE = "kinerja"

SETTINGS = {
    "listen_addresses": "",  # the socket alone, in a folder that only we may enter
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "random_page_cost": "1.1",  # solid-state disks; the default is made for spinning ones
    "jit": "off",  # costs more than it gains on queries of milliseconds
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %u@%d ",
    "log_min_duration_statement": "500ms",
    "log_parameter_max_length": "0",  # no names and no ratings in a log
    "log_error_verbosity": "terse",
    "logging_collector": "off",
}
# For databases that may be lost at any moment: the tests'.
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}
LARGEST_LOG = 10 * 1024 * 1024
UNINTERRUPTED = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


class EmbeddedError(Exception):
    """PostgreSQL did not start or stop; the message carries what it said."""


class Embedded:
    """The server whose files lie under `base`; making this object touches nothing."""

    def __init__(self, base: Path) -> None:
        self.base = base.parent.resolve() / base.name  # pg itself may be our link elsewhere

    @cached_property
    def home(self) -> Path:
        return places.home(self.base)

    @cached_property
    def socket(self) -> Path:
        return places.socket_folder(self.home)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @cached_property
    def binaries(self) -> Path:
        """The folder of PostgreSQL's programs: pg_ctl, pg_dump ..."""
        return places.binaries(places.account(self.data))

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}"

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep the server running for us; who leaves last stops it.

        The share is a lock that the kernel frees when its holder dies, however it dies.
        """
        places.refuse_unusable(self.base)
        self._make_home()
        with _opened(self.home / "users") as users:
            fcntl.flock(users, fcntl.LOCK_SH)  # waits while the last user is stopping the server
            try:
                self.start()
                yield
            finally:
                with _uninterrupted():
                    if _alone(users):
                        self.stop()

    def start(self) -> None:
        """Start the server unless it runs, and make the two roles and the database.

        Raises UnusableFolder and EmbeddedError.
        """
        places.refuse_unusable(self.base)
        self._make_home()
        with self._locked(), _uninterrupted():
            if not self.pid():
                self._prepare()
                self._clear_stale_locks()
                self._run("pg_ctl", "-D", self.data, "-l", self.log, "-w", "-t", "60", "start")
            self._make_roles()

    def stop(self) -> None:
        with self._locked(), _uninterrupted():
            if self.pid():
                self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "-t", "60", "stop")
            if self.socket.parent != self.home:
                shutil.rmtree(self.socket, ignore_errors=True)

    def pid(self) -> int | None:
        """Tell the number of the running server, None when there is none."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()  # empty for a zombie
        except (OSError, ValueError):
            return None
        return pid if os.fsencode(self.data) in command.split(b"\0") else None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with _opened(self.home / "lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make_home(self) -> None:
        places.make_folder(self.base.parent)
        if places.make_link(self.base, self.home):
            sys.stderr.write(
                f"Akun PostgreSQL tidak dapat memasuki {self.base.parent};"
                f" basis data disimpan di {self.home}.\n"
            )
        places.make_folder(self.home)

    def _prepare(self) -> None:
        who = places.account(self.data)
        places.make_private(self.socket, who)
        if not (self.data / "PG_VERSION").exists():
            self._initialize()
        settings = {"unix_socket_directories": f'"{self.socket}"', **SETTINGS}
        if os.environ.get("KINERJA_THROWAWAY_DATABASE"):
            settings |= THROWAWAY_SETTINGS
        lines = (
            f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n"
            for name, value in settings.items()
        )
        _write(self.data / "kinerja.conf", "".join(lines))
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        _opened(self.log).close()
        if who:
            os.chown(self.log, who.pw_uid, who.pw_gid, follow_symlinks=False)

    def _initialize(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # half an initdb
        places.make_private(self.data, places.account(self.data))
        quick = ["--no-sync"] if os.environ.get("KINERJA_THROWAWAY_DATABASE") else []
        how = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", *quick)
        self._run("initdb", "-D", self.data, *how)
        with (self.data / "postgresql.conf").open("a") as configuration:
            configuration.write("\ninclude 'kinerja.conf'\n")

    def _clear_stale_locks(self) -> None:
        """Remove locks of a dead server whose number another process, or a zombie, now has.

        Two servers cannot meet: a backend that outlived its server still holds the shared memory.
        """
        for file in (self.data / "postmaster.pid", self.socket / ".s.PGSQL.5432.lock"):
            for _ in range(50):
                if not _names_a_zombie(file):
                    break
                time.sleep(0.1)  # init has not reaped it yet
            file.unlink(missing_ok=True)

    def _make_roles(self) -> None:
        """Make the owner, who migrates, and the application's role, which may not change tables."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            for role, rights in ((OWNER, "LOGIN CREATEDB"), (APP, "LOGIN")):
                if _missing(connection, "SELECT FROM pg_roles WHERE rolname = %s", role):
                    connection.execute(
                        SQL("CREATE ROLE {} {}").format(Identifier(role), SQL(rights))
                    )
                    if role == APP:
                        connection.execute(
                            SQL("GRANT {} TO {}").format(*map(Identifier, (APP, OWNER)))
                        )
            if _missing(connection, "SELECT FROM pg_database WHERE datname = %s", DATABASE):
                made = SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(made.format(Identifier(DATABASE), Identifier(OWNER)))

    def _run(self, program: str, *arguments: Path | str) -> None:
        """Run one of PostgreSQL's programs under the account of the data."""
        who = places.account(self.data)
        with tempfile.TemporaryFile() as said:  # a pipe would be inherited by the server
            code = subprocess.call(
                [self.binaries / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd="/",
                env={**os.environ, "LC_ALL": "C"},
                user=who.pw_uid if who else None,
                group=who.pw_gid if who else None,
                extra_groups=[] if who else None,
            )
            said.seek(0)
            if code:
                tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
                message = said.read().decode(errors="replace")
                raise EmbeddedError(f"{program} gagal ({code}): {message}\n{tail}")


def _missing(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(SQL(query), [name]).fetchone() is None


def _opened(file: Path) -> TextIOWrapper:
    """Open for appending, never through a link: root writes beside files of another account."""
    flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY | os.O_NOFOLLOW
    return os.fdopen(os.open(file, flags, 0o600), "a")


def _write(file: Path, text: str) -> None:
    flags = os.O_TRUNC | os.O_CREAT | os.O_WRONLY | os.O_NOFOLLOW
    with os.fdopen(os.open(file, flags, 0o644), "w") as opened:
        os.fchmod(opened.fileno(), 0o644)  # whatever the umask: the server's account reads it
        opened.write(text)


def _names_a_zombie(file: Path) -> bool:
    try:
        pid = int(file.read_text().split("\n", 1)[0])
        return not Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return False


def _alone(users: TextIOWrapper) -> bool:
    """Tell whether nobody else holds a share; a failed try drops ours, so the last one wins."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let signals wait: a start broken off in the middle would leave a server nobody stops."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, UNINTERRUPTED)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
