"""The mayor, and the first administrator."""

from __future__ import annotations

import datetime as dt
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kinerja.audit.models import AuditEvent
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.models import Employee, Kind, Placement, RoleGrant
from kinerja.organization.operations.officials import add_official, make_administrator
from kinerja.organization.tests.asking import CODE, LONG, at, html, use
from tests.factories import (
    LONG_AGO,
    Town,
    actor,
    client_of,
)

# ---- the mayor, and the first administrator


def official_form(**changes: str) -> dict[str, str]:
    return {
        "nama": "Dr. Hj. Ratna Dewi, M.Si.",
        "jabatan": "Wali Kota",
        "akun": "Ratna.Dewi",
        "mulai": "1-1-2026",
        **changes,
    }


def test_a_mayor_is_added_and_the_predecessor_ends(town: Town) -> None:
    client = client_of(town.city_manager)

    refused = client.post("/pejabat/", official_form())
    response = client.post("/pejabat/", official_form(ganti="on"))

    assert refused.status_code == 409
    assert "Gantikan pendahulu" in html(refused)
    assert len(CODE.findall(html(response))) == 1
    mayor = Employee.objects.get(user__username="ratna.dewi")
    assert (mayor.kind, mayor.nip) == (Kind.PEJABAT_NEGARA, None)
    assert set(actor(mayor).evaluates) == set(
        Placement.objects.filter(employee__in=[town.secretary, town.auditor, town.mayor])
        .values_list("pk", flat=True)
    )  # fmt: skip
    assert actor(town.mayor).units_headed == []
    assert AuditEvent.objects.filter(
        action="organization.placement.ended", about_employee_id=town.mayor.pk
    ).exists()


@pytest.mark.parametrize(
    "wrong",
    [{"nama": ""}, {"nama": LONG}, {"mulai": "?"}, {"email": "x"}, {"akun": ""}, {"akun": LONG}],
)
def test_a_wrong_official_form_is_refused(town: Town, wrong: dict[str, str]) -> None:
    response = client_of(town.administrator).post("/pejabat/", official_form(**wrong))

    assert response.status_code == 422


@pytest.mark.parametrize("name", ["administrator", "ab", "dua kata", "<script>"])
def test_a_taken_or_odd_account_name_is_refused(town: Town, name: str) -> None:
    form = official_form(akun=name, ganti="on")

    response = client_of(town.administrator).post("/pejabat/", form)

    assert response.status_code == 409
    assert Employee.objects.filter(kind=Kind.PEJABAT_NEGARA).count() == 1
    assert Placement.objects.get(employee=town.mayor).held.upper is None


def test_a_city_without_units_has_no_head(town: Town) -> None:
    by = Actor.system("test")

    with pytest.raises(Refusal, match="unit puncak"):
        add_official(
            username="baru", name="B", title="W", since=dt.date(1990, 1, 1), by=by, at=at()
        )
    with pytest.raises(Refusal):
        add_official(
            username="baru", name="B", title="W", since=LONG_AGO, replace=True, by=by, at=at()
        )


def test_an_employee_adds_no_official(town: Town) -> None:
    with pytest.raises(NotPermitted):
        add_official(
            username="baru", name="B", title="W", since=LONG_AGO, by=actor(town.andi), at=at()
        )


def test_the_first_administrator_comes_from_the_command_line(db: None, client: Client) -> None:
    written = run("create_administrator", "--name", "kepala")

    (code,) = re.findall(r"Kode: ([A-Z2-7-]{14})", written)
    assert use(client, code, "kepala").status_code == 303
    assert client.post("/akun/privasi", {"lanjut": "/peran/"})["Location"] == "/peran/"
    assert client.get("/peran/").status_code == 200
    run("create_administrator", "--name", "kepala")
    assert RoleGrant.objects.count() == 1


def test_an_odd_administrator_name_is_refused_in_words(db: None) -> None:
    with pytest.raises(CommandError, match="Nama akun"):
        run("create_administrator", "--name", "Dua Kata")


def test_only_the_command_line_makes_administrators(town: Town) -> None:
    with pytest.raises(NotPermitted):
        make_administrator(username="baru", by=actor(town.administrator), at=at())


def test_the_mayor_comes_from_the_command_line_too(town: Town) -> None:
    arguments = ["add_official", "--name", "ratna", "--full-name", "Ratna", "--since", "1-1-2026"]

    with pytest.raises(CommandError, match="sudah punya kepala"):
        run(*arguments)
    with pytest.raises(CommandError, match="since"):
        run(*arguments[:-1], "kapan")

    assert "Kode: " in run(*arguments, "--replace")


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()
