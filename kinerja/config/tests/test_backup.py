"""A backup brings back the same database, files and keys, or refuses before it touches anything."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connections
from pytest_django import Settings

from kinerja.config import archive
from tests import databases

Settle = Callable[[str], None]
FILE = Path("ab", "bukti nomor 1.pdf")


@pytest.fixture
def settle(own_database: str, settings: Settings, tmp_path: Path) -> Iterator[Settle]:
    """Move to a data folder of that name, on the test's own database; the first one is lived in."""

    def move(name: str) -> None:
        settings.VAR = tmp_path / name
        settings.FILES = settings.VAR / "files"
        settings.VAR.mkdir(exist_ok=True)

    move("first")
    (settings.VAR / "secret_key").write_text("the first key")
    (settings.FILES / FILE).parent.mkdir(parents=True)
    (settings.FILES / FILE).write_bytes(b"%PDF" * 1000)
    with databases.used(own_database, "owner"):
        sign_up("first")
        yield move
        connections.close_all()


def sign_up(username: str) -> None:
    get_user_model().objects.using("owner").create(username=username)
    connections.close_all()


def accounts() -> list[str]:
    names = get_user_model().objects.using("owner").order_by("username")
    return [account.username for account in names]


def contents() -> dict[str, list[str]]:
    """Every row of every table, as text."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT relid::regclass::text FROM pg_stat_user_tables")
        tables = sorted(name for (name,) in cursor.fetchall())
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT rows::text FROM {table} AS rows ORDER BY 1")
            rows[table] = [row for (row,) in cursor.fetchall()]
    connections.close_all()
    return rows


def rights() -> list[str]:
    """Who may do what, and what guards the rows: a restore must not lose it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT oid::regclass::text || ' ' || coalesce(relacl::text, '') FROM pg_class"
            " WHERE relnamespace::regnamespace::text IN ('public', 'audit_months')"
            " UNION ALL SELECT tgname || ' on ' || tgrelid::regclass FROM pg_trigger"
            " WHERE NOT tgisinternal"
            " UNION ALL SELECT conname || ' on ' || conrelid::regclass FROM pg_constraint"
            " UNION ALL SELECT defaclobjtype::text || ' ' || defaclacl::text FROM pg_default_acl"
            " ORDER BY 1"
        )
        lines = [line for (line,) in cursor.fetchall()]
    connections.close_all()
    return lines


def test_it_brings_everything_back_in_another_installation(
    settle: Settle, settings: Settings, tmp_path: Path
) -> None:
    before, guards = contents(), rights()
    call_command("backup", tmp_path / "backup.tar", verbosity=0)
    other = databases.WORKER_DATABASE + "_other"
    databases.clone(other)
    settle("second")

    with databases.used(other, "owner"), databases.used(other):
        call_command("restore", tmp_path / "backup.tar")
        after, guards_after = contents(), rights()
    databases.drop(other)

    assert after == before
    assert guards_after == guards
    assert len(before) > 40
    assert (settings.FILES / FILE).read_bytes() == b"%PDF" * 1000
    assert settings.FILES.stat().st_mode & 0o777 == 0o700
    assert (settings.VAR / "secret_key").read_text() == "the first key"
    assert sorted(file.name for file in settings.VAR.iterdir()) == ["files", "secret_key"]


def test_only_its_owner_may_read_it(settle: Settle, tmp_path: Path) -> None:
    archive.backup(tmp_path / "backup.tar")

    assert (tmp_path / "backup.tar").stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["backup.tar", "first"]


def test_it_overwrites_no_file(settle: Settle, tmp_path: Path) -> None:
    (tmp_path / "backup.tar").write_text("yesterday's")

    with pytest.raises(CommandError, match="sudah ada"):
        call_command("backup", tmp_path / "backup.tar")

    assert (tmp_path / "backup.tar").read_text() == "yesterday's"


def test_it_wants_a_folder_that_exists(settle: Settle, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak ada"):
        call_command("backup", tmp_path / "nowhere" / "backup.tar")


def test_it_does_not_replace_people_unasked(settle: Settle, tmp_path: Path) -> None:
    archive.backup(tmp_path / "backup.tar")

    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", tmp_path / "backup.tar")


def test_it_replaces_people_when_asked(settle: Settle, settings: Settings, tmp_path: Path) -> None:
    archive.backup(tmp_path / "backup.tar")
    sign_up("later")
    (settings.FILES / "later.pdf").write_bytes(b"later")

    call_command("restore", tmp_path / "backup.tar", replace=True)

    assert accounts() == ["first"]
    assert [file.name for file in settings.FILES.iterdir()] == ["ab"]


def test_it_restores_nothing_while_the_application_runs(
    settle: Settle, settings: Settings, tmp_path: Path, own_database: str
) -> None:
    archive.backup(tmp_path / "backup.tar")
    sign_up("later")

    with (
        psycopg.connect(databases.url(own_database)),
        pytest.raises(CommandError, match="sedang dipakai"),
    ):
        call_command("restore", tmp_path / "backup.tar", replace=True)

    assert accounts() == ["first", "later"]
    assert (settings.FILES / FILE).exists()


def rewritten(source: Path, change: Callable[[tarfile.TarInfo, bytes], bytes | None]) -> Path:
    """Copy a backup entry by entry; `change` gives the new content, None drops the entry."""
    target = source.with_name("changed.tar")
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for entry in old:
            stored = old.extractfile(entry)
            assert stored is not None
            content = change(entry, stored.read())
            if content is not None:
                entry.size = len(content)
                new.addfile(entry, io.BytesIO(content))
    return target


def bent(entry: tarfile.TarInfo, content: bytes) -> bytes:
    return content[:-1] + b"!" if entry.name.startswith("files/") else content


def without_list(entry: tarfile.TarInfo, content: bytes) -> bytes | None:
    return None if entry.name == "manifest.json" else content


def without_file(entry: tarfile.TarInfo, content: bytes) -> bytes | None:
    return None if entry.name.startswith("files/") else content


def of_tomorrow(entry: tarfile.TarInfo, content: bytes) -> bytes:
    return content.replace(b'"format": 1', b'"format": 2') if "manifest" in entry.name else content


def climbing(entry: tarfile.TarInfo, content: bytes) -> bytes:
    if entry.name.startswith("files/"):
        entry.name = "files/../../outside"
    return content


def elsewhere(entry: tarfile.TarInfo, content: bytes) -> bytes:
    if entry.name.startswith("files/"):
        entry.name = "pg/data/outside"
    return content


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (bent, "rusak"),
        (without_file, "rusak"),
        (without_list, "tidak lengkap"),
        (of_tomorrow, "lebih baru"),
        (climbing, "tidak dikenal"),
        (elsewhere, "tidak dikenal"),
    ],
)
def test_it_touches_nothing_for_a_damaged_backup(
    settle: Settle,
    settings: Settings,
    tmp_path: Path,
    change: Callable[[tarfile.TarInfo, bytes], bytes | None],
    message: str,
) -> None:
    archive.backup(tmp_path / "backup.tar")
    sign_up("later")
    damaged = rewritten(tmp_path / "backup.tar", change)

    with pytest.raises(archive.ArchiveRefused, match=message):
        archive.restore(damaged, replace=True)

    assert accounts() == ["first", "later"]
    assert sorted(file.name for file in settings.VAR.iterdir()) == ["files", "secret_key"]
    assert not list(tmp_path.rglob("outside"))


@pytest.mark.parametrize("content", [b"", b"not a tar file at all" * 100])
def test_it_says_what_is_no_backup(settle: Settle, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "picture.tar").write_bytes(content)

    with pytest.raises(archive.ArchiveRefused):
        archive.restore(tmp_path / "picture.tar", replace=True)


def test_it_says_that_the_file_is_missing(settle: Settle, tmp_path: Path) -> None:
    with pytest.raises(archive.ArchiveRefused, match="bukan cadangan"):
        archive.restore(tmp_path / "nowhere.tar", replace=True)


def test_a_broken_dump_leaves_the_database_as_it_was(
    settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_database: str
) -> None:
    archive.backup(tmp_path / "backup.tar")
    sign_up("later")
    monkeypatch.setattr(archive, "_unpack", lambda _source, folder: (folder / archive.DUMP).touch())

    with pytest.raises(archive.ArchiveRefused, match="pg_restore gagal"):
        archive.restore(tmp_path / "backup.tar", replace=True)

    assert accounts() == ["first", "later"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [f"{own_database}_restore"])
        assert cursor.fetchall() == []


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_the_owner_of_the_tables_must_be_known(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, command: str, tmp_path: Path
) -> None:
    monkeypatch.delitem(settings.DATABASES, "owner")

    with pytest.raises(CommandError, match="DATABASE_OWNER_URL"):
        call_command(command, tmp_path / "backup.tar")
