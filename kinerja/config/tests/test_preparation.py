"""Before the first visitor: tables, static files, the demo city."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from pytest_django import Settings

from kinerja.config import preparation
from kinerja.config.management.commands import serve
from tests import databases
from tests.servers import free_port

MANIFEST_STORAGE = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
}


@pytest.fixture
def empty_database(own_database: str) -> str:
    """The test's own database as PostgreSQL makes it: without a table."""
    connections.close_all()
    databases.drop(own_database)
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {own_database}")
    connections["owner"].close()
    return own_database


def test_it_makes_the_tables_once(empty_database: str, capsys: pytest.CaptureFixture[str]) -> None:
    with databases.used(empty_database, "owner"):
        call_command("setup")
        preparation.bring_up_to_date()

    assert not preparation.has_accounts()
    assert "Siap" in capsys.readouterr().out


def test_it_opens_the_months_of_the_trails(empty_database: str) -> None:
    with databases.used(empty_database, "owner"):
        preparation.bring_up_to_date()
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_partition_tree('audit_event') WHERE isleaf")
            partitions = cursor.fetchone()

    assert partitions == (4,)


def test_the_application_role_alone_is_told_what_to_do(
    empty_database: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(settings.DATABASES, "owner")

    with pytest.raises(CommandError, match="kinerja migrate"):
        preparation.bring_up_to_date()
    with pytest.raises(CommandError, match="GRANT kinerja_app TO kinerja_owner"):
        call_command("migrate")


def test_migrating_back_before_the_trails_opens_no_month(own_database: str) -> None:
    with databases.used(own_database, "owner"):
        call_command("migrate", "audit", "0001", verbosity=0)
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT to_regclass('audit_event')")
            trail = cursor.fetchone()

    assert trail == (None,)


def test_static_files_are_collected_once(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = MANIFEST_STORAGE
    settings.WHITENOISE_USE_FINDERS = False

    preparation.collect_static()
    manifest = tmp_path / "static" / "staticfiles.json"
    first = manifest.stat().st_mtime_ns
    preparation.collect_static()
    second = manifest.stat().st_mtime_ns
    (tmp_path / "static" / ".collected").write_text("another version")
    preparation.collect_static()

    assert first == second
    assert manifest.stat().st_mtime_ns > second


def test_development_collects_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.WHITENOISE_USE_FINDERS = True

    preparation.collect_static()

    assert list(tmp_path.iterdir()) == []


def test_demo_accounts_end_with_the_password(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.EMBEDDED = object()
    account = {"role": "Pegawai", "nip": "198001012005011001", "password": "kata-sandi"}
    longer = account | {"role": "Kepala dinas"}
    (tmp_path / "demo.json").write_text(json.dumps({"accounts": [account, longer]}))

    lines = preparation.demo_accounts()

    assert lines == [
        "Pegawai       198001012005011001  kata-sandi",
        "Kepala dinas  198001012005011001  kata-sandi",
    ]


def test_no_demo_accounts_are_shown_on_a_database_of_the_city(
    settings: Settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    settings.EMBEDDED = None
    (tmp_path / "demo.json").write_text('{"accounts": [{}]}')

    assert preparation.demo_accounts() == []


@pytest.mark.django_db
@pytest.mark.parametrize(("demo", "embedded"), [("0", object()), ("1", None)])
def test_no_demo_city_is_loaded(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, demo: str, embedded: object
) -> None:
    settings.EMBEDDED = embedded
    monkeypatch.setenv("KINERJA_DEMO", demo)

    preparation.load_demo()

    assert not preparation.has_accounts()


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(CommandError, match=r"192\.0\.2\.1"):
        serve.refuse_taken("192.0.2.1", free_port())
