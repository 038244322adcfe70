"""`python -m tests.other_server BINDIR COMMAND...`: the command on a server of other programs.

The server is private, listens on loopback, asks for passwords and is made as `kinerja migrate`
tells an administrator to make it. It ends with the command, whose exit status is ours.
"""

from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from kinerja.config.management.commands.migrate import REFUSAL
from tests.servers import free_port

#: what may be lost, and what the tests need: connections of several processes
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
}
STATEMENT = re.compile(r"^  ((?:CREATE|GRANT) .*);$", re.MULTILINE)


def main(arguments: list[str]) -> int:
    programs, command = Path(arguments[0]), arguments[1:]
    with running(programs) as urls:
        return subprocess.call(command, env={**os.environ, **urls})


@contextmanager
def running(programs: Path) -> Iterator[dict[str, str]]:
    """Start a server, make roles and database; yield the variables that the tests read."""
    folder = Path(tempfile.mkdtemp(prefix="kinerja-pg-"))
    try:
        if who := account():
            os.chown(folder, who, -1)
        _run(programs / "initdb", "-A", "scram-sha-256", "--auth-local=trust", *_initial(folder))
        port = free_port()
        options = {**OPTIONS, "port": str(port), "unix_socket_directories": str(folder)}
        with (folder / "data" / "postgresql.auto.conf").open("a") as configuration:
            configuration.writelines(f"{key} = '{value}'\n" for key, value in options.items())
        control = (programs / "pg_ctl", "-D", folder / "data", "-w", "-t", "60")
        _run(*control, "-l", folder / "log", "start")
        try:
            yield _prepare(folder, port)
        finally:
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def account() -> int | None:
    """Tell the account that the server needs when we are root: PostgreSQL refuses to be root."""
    return pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else None


def statements(password: str) -> list[str]:
    """Return what `kinerja migrate` tells an administrator to say, with passwords."""
    return [found.replace("'...'", f"'{password}'") for found in STATEMENT.findall(REFUSAL)]


def _prepare(folder: Path, port: int) -> dict[str, str]:
    password = secrets.token_hex(16)
    conninfo = f"host={folder} port={port} user=postgres dbname=postgres"
    with psycopg.connect(conninfo, autocommit=True) as superuser:
        for statement in statements(password):
            superuser.execute(statement.encode())
        version = superuser.info.server_version
    print(f"PostgreSQL {version // 10_000}.{version % 10_000}", flush=True)  # noqa: T201
    return {
        name: f"postgresql://{role}:{password}@127.0.0.1:{port}/kinerja"
        for name, role in (
            ("KINERJA_TEST_DATABASE_URL", "kinerja_app"),
            ("KINERJA_TEST_OWNER_URL", "kinerja_owner"),
        )
    }


def _initial(folder: Path) -> tuple[str | Path, ...]:
    return ("-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync", "-D", folder / "data")


def _run(*command: str | Path) -> None:
    with tempfile.TemporaryFile() as said:
        code = subprocess.call(command, user=account(), cwd="/", stdout=said, stderr=said)
        said.seek(0)
        if code:
            raise RuntimeError(f"{command[0]}: {said.read().decode(errors='replace')}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
