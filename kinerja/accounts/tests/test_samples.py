"""The demo's accounts open nothing from outside this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from kinerja.accounts import samples
from kinerja.accounts.operations import WrongPassword, check_password
from tests.factories import NOON, PASSWORD, Town, make_employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(settings: Settings, tmp_path: Path) -> str:
    """The name of an account that var/demo.json lists."""
    settings.VAR, settings.EMBEDDED = tmp_path, object()
    employee = make_employee("Contoh", password=PASSWORD)
    accounts = [{"role": "Pegawai", "nip": employee.nip, "password": PASSWORD}]
    (tmp_path / "demo.json").write_text(json.dumps({"accounts": accounts}))
    return employee.nip or ""


@pytest.mark.parametrize(
    ("network", "enters"),
    [("127.0.0.1", True), ("::", True), ("10.0.0.7", False), ("unknown", False)],
)
def test_from_where_an_account_of_the_demo_enters(listed: str, network: str, enters: bool) -> None:  # noqa: FBT001
    assert samples.may_enter(listed, network) is enters


def test_the_right_password_from_outside_is_answered_as_a_wrong_one(listed: str) -> None:
    with pytest.raises(WrongPassword):
        check_password(username=listed, password=PASSWORD, network="10.0.0.7", at=NOON)

    assert (
        check_password(username=listed, password=PASSWORD, network="127.0.0.1", at=NOON).username
        == listed
    )


def test_all_others_enter_from_anywhere(town: Town, settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    assert samples.may_enter(town.andi.nip or "", "10.0.0.7")
    settings.EMBEDDED = None
    assert samples.may_enter("siapa pun", "10.0.0.7")
