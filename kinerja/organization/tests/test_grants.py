"""Roles: granted and ended by administrators alone."""

from __future__ import annotations

import datetime as dt

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.notifications.models import Notification
from kinerja.organization.models import RoleGrant
from kinerja.organization.operations.grants import end_role, grant_role
from kinerja.organization.tests.asking import LONG, at, html
from tests.factories import (
    LONG_AGO,
    Town,
    actor,
    client_of,
    grant,
    make_user,
)

# ---- roles


def role_form(**changes: str) -> dict[str, str]:
    return {"peran": "AUDITOR", "mulai": "1-1-2026", "sk": "800/1/2026", **changes}


def test_an_administrator_grants_a_role(town: Town) -> None:
    client = client_of(town.administrator)

    response = client.post(f"/peran/beri/{town.andi.user_id}/", role_form())

    assert response.status_code == 303
    held = RoleGrant.objects.get(user=town.andi.user)
    assert (held.role, held.decree_no, held.held.upper) == ("AUDITOR", "800/1/2026", None)
    event = AuditEvent.objects.get(action="organization.role.granted")
    assert event.about_employee_id == town.andi.pk
    assert (event.changes or {})["role"] == "AUDITOR"
    assert Notification.objects.filter(user=town.andi.user, kind="organization.role").exists()
    assert "Andi Pratama mendapat peran Auditor" in html(client.get("/peran/"))


def test_a_role_of_an_office_needs_the_office(town: Town) -> None:
    client, path = client_of(town.administrator), f"/peran/beri/{town.andi.user_id}/"
    office = role_form(peran="PENGELOLA_OPD", unit=str(town.office.pk))

    without = client.post(path, role_form(peran="PENGELOLA_OPD"))
    below = client.post(path, role_form(peran="PENGELOLA_OPD", unit=str(town.division.pk)))

    assert (without.status_code, below.status_code) == (422, 422)
    assert "Pilih unitnya." in html(without)
    assert "Pilih perangkat daerahnya, bukan unit di dalamnya." in html(below)
    assert client.post(path, office).status_code == 303


def test_an_admin_of_surveys_holds_in_a_unit_and_all_below_it(town: Town) -> None:
    client, path = client_of(town.administrator), f"/peran/beri/{town.andi.user_id}/"
    assert "kode QR, dan survei kepuasan di satu unit" in html(client.get(path))

    without = client.post(path, role_form(peran="ADMIN_SKM"))
    with_it = client.post(path, role_form(peran="ADMIN_SKM", unit=str(town.office.pk)))

    assert (without.status_code, with_it.status_code) == (422, 303)
    held = actor(town.andi)
    assert set(held.units_surveyed) == {town.office.pk, town.division.pk}
    assert held.units_managed == []
    assert "Admin survei kepuasan" in html(client.get("/peran/"))


def test_an_admin_of_surveys_may_hold_in_one_small_unit(town: Town) -> None:
    client, path = client_of(town.administrator), f"/peran/beri/{town.andi.user_id}/"

    response = client.post(path, role_form(peran="ADMIN_SKM", unit=str(town.division.pk)))

    assert response.status_code == 303
    assert actor(town.andi).units_surveyed == [town.division.pk]


@pytest.mark.parametrize(
    "wrong",
    [{"peran": "WALI"}, {"mulai": "31-2-2026"}, {"sk": ""}, {"sk": LONG}, {"unit": "x"},
     {"selesai": "besok"}, {"mulai": "\x00"}],
)  # fmt: skip
def test_a_wrong_role_form_is_refused(town: Town, wrong: dict[str, str]) -> None:
    path = f"/peran/beri/{town.andi.user_id}/"

    assert client_of(town.administrator).post(path, role_form(**wrong)).status_code == 422


def test_a_role_is_not_granted_twice(town: Town) -> None:
    client, path = client_of(town.administrator), f"/peran/beri/{town.andi.user_id}/"
    client.post(path, role_form())

    again = client.post(path, role_form(mulai="1-6-2026"))

    assert again.status_code == 409
    assert "sudah punya peran itu" in html(again)


def test_the_last_day_may_not_come_first(town: Town) -> None:
    path = f"/peran/beri/{town.andi.user_id}/"

    response = client_of(town.administrator).post(path, role_form(selesai="1-1-2025"))

    assert response.status_code == 409


def test_nobody_grants_to_himself(town: Town) -> None:
    path = f"/peran/beri/{town.administrator.pk}/"

    assert client_of(town.administrator).post(path, role_form()).status_code == 403
    assert not RoleGrant.objects.filter(user=town.administrator, role="AUDITOR").exists()


def test_only_administrators_grant_and_end(town: Town) -> None:
    client = client_of(town.city_manager)
    held = RoleGrant.objects.get(user=town.auditor.user)

    assert client.post(f"/peran/beri/{town.andi.user_id}/", role_form()).status_code == 403
    assert client.post(f"/peran/{held.pk}/akhiri/", {"terakhir": "1-1-2026"}).status_code == 403
    with pytest.raises(NotPermitted):
        grant_role(
            user=town.andi.user, role=Role.AUDITOR, unit=None, since=LONG_AGO, until=None,
            decree_no="1", by=actor(town.city_manager), at=at(),
        )  # fmt: skip
    with pytest.raises(NotPermitted):
        end_role(grant=held, last_day=LONG_AGO, by=actor(town.city_manager), at=at())


def test_a_unit_belongs_to_one_role_only(town: Town) -> None:
    with pytest.raises(Refusal, match="perlu unit"):
        grant_role(
            user=town.andi.user, role=Role.AUDITOR, unit=town.office, since=LONG_AGO, until=None,
            decree_no="1", by=actor(town.administrator), at=at(),
        )  # fmt: skip


def test_a_role_ends_after_its_last_day(town: Town) -> None:
    held = RoleGrant.objects.get(user=town.auditor.user)
    client, yesterday = client_of(town.administrator), clock.today() - dt.timedelta(days=1)

    assert "Akhiri peran Auditor" in html(client.get(f"/peran/{held.pk}/akhiri/"))
    response = client.post(f"/peran/{held.pk}/akhiri/", {"terakhir": f"{yesterday:%d-%m-%Y}"})

    assert response.status_code == 303
    assert actor(town.auditor).units_audited == []
    assert "800/12/2026" in html(client.get("/peran/?lihat=berakhir"))
    again = client.post(f"/peran/{held.pk}/akhiri/", {"terakhir": f"{yesterday:%d-%m-%Y}"})
    assert again.status_code == 409


def test_a_wrong_last_day_is_refused(town: Town) -> None:
    held = RoleGrant.objects.get(user=town.auditor.user)
    client = client_of(town.administrator)

    assert client.post(f"/peran/{held.pk}/akhiri/", {"terakhir": "kapan"}).status_code == 422
    assert client.post(f"/peran/{held.pk}/akhiri/", {"terakhir": "1-1-2019"}).status_code == 409


def test_a_role_that_has_not_begun_is_withdrawn(town: Town) -> None:
    by, today = actor(town.administrator), clock.today()
    held = grant_role(
        user=town.andi.user, role=Role.AUDITOR, unit=None, since=today, until=None,
        decree_no="1", by=by, at=at(),
    )  # fmt: skip

    end_role(grant=held, last_day=today - dt.timedelta(days=1), by=by, at=at())

    assert not RoleGrant.objects.filter(user=town.andi.user).exists()
    assert AuditEvent.objects.filter(action="organization.role.withdrawn").exists()


def test_the_last_administrator_stays(town: Town) -> None:
    held = RoleGrant.objects.get(user=town.administrator)
    client = client_of(town.administrator)

    response = client.post(f"/peran/{held.pk}/akhiri/", {"terakhir": "1-12-2026"})
    assert response.status_code == 409
    assert "administrator terakhir" in html(response)

    grant(make_user("kedua"), Role.ADMINISTRATOR)
    assert client.post(f"/peran/{held.pk}/akhiri/", {"terakhir": "1-12-2026"}).status_code == 303
