"""What each visitor is answered about people and units; saying that an evaluator is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.notifications.models import Notification
from kinerja.organization.models import Kind, Placement, RoleGrant
from kinerja.organization.tests.asking import LONG, html, page_of, words
from tests.factories import (
    NOON,
    Town,
    client_of,
    make_employee,
    make_line,
    make_placement,
)


@pytest.fixture(autouse=True)
def noon(db: None) -> Any:
    with clock.fixed(NOON):
        yield


# ---- every address, every kind of visitor

VISITORS = ("nobody", "andi", "budi", "stranger", "office_manager", "city_manager", "auditor",
            "administrator")  # fmt: skip
ADDRESSES = {
    "people": "302 200 200 200 200 200 200 200",
    "person": "302 200 200 404 200 200 200 404",
    "person_edit": "302 403 403 404 200 200 403 404",
    "person_end": "302 403 403 404 200 200 403 404",
    "placement_add": "302 403 403 404 200 200 403 404",
    "placement_end": "302 403 403 404 200 200 403 404",
    "line_add": "302 403 403 404 200 200 403 404",
    "line_end": "302 403 403 404 200 200 403 404",
    "wrong_evaluator": "302 200 403 404 403 403 403 404",
    "units": "302 200 200 200 200 200 200 200",
    "unit": "302 200 200 200 200 200 200 200",
    "unit_edit": "302 403 403 403 403 200 403 403",
    "unit_head": "302 403 403 403 403 200 403 403",
    "unit_dissolve": "302 403 403 403 403 200 403 403",
}


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_answers(town: Town, name: str, method: str) -> None:
    post = Placement.objects.get(employee=town.andi)
    line = make_line(post, town.sari)
    keys: dict[str, list[int]] = {
        "people": [],
        "units": [],
        "placement_end": [post.pk],
        "line_add": [post.pk],
        "line_end": [line.pk],
    }
    unit = name.startswith("unit_") or name == "unit"
    own = [town.division.pk] if unit else [town.andi.pk]
    address = reverse(f"organization:{name}", args=keys.get(name, own))
    expected = dict(zip(VISITORS, ADDRESSES[name].split(), strict=True))
    only_read = {"people", "person", "units", "unit"}

    for visitor, status in expected.items():
        client = Client() if visitor == "nobody" else client_of(getattr(town, visitor))
        answered = getattr(client, method)(address).status_code
        wanted = int(status)
        if method == "post" and wanted == 200:  # an empty form
            wanted = 405 if name in only_read else 404 if name == "line_add" else 422
        if method == "post" and name in only_read and visitor != "nobody":
            wanted = 405
        if method == "post" and visitor == "nobody":
            assert answered in {302, 401, 403}, (visitor, answered)
            continue
        assert answered == wanted, (visitor, answered)


@pytest.mark.parametrize(
    "address",
    ["/pegawai/99999999999999999999/", "/pegawai/9223372036854775807/data/",
     "/unit/99999999999999999999/",
     "/jabatan/99999999999999999999/akhiri/", "/jabatan/1234567/penilai/", "/unit/1234567/kepala/",
     "/penilai-khusus/99999999999999999999/akhiri/", "/pegawai/-1/", "/unit/abc/"],
)  # fmt: skip
def test_foreign_ids_are_not_there(town: Town, address: str) -> None:
    assert client_of(town.city_manager).get(address).status_code == 404


# ---- "my evaluator is wrong"


def test_a_report_reaches_the_pengelola_of_ones_office_only(town: Town) -> None:
    address = page_of(town.andi, "wrong_evaluator")

    response = client_of(town.andi).post(address, {"kata": "Penilai saya Rina Hapsari."})

    assert response.status_code == 303
    assert response["Location"] == page_of(town.andi)
    note = Notification.objects.get(kind="organization.line.reported")
    assert note.user_id == town.office_manager.user_id
    assert note.body == "Penilai saya Rina Hapsari."
    event = AuditEvent.objects.get(action="organization.line.reported")
    assert event.about_employee_id == town.andi.pk
    assert "Rina" not in str(event.changes)


def test_without_one_in_the_office_the_city_hears_it(town: Town) -> None:
    RoleGrant.objects.filter(role=Role.PENGELOLA_OPD.value).delete()

    client_of(town.andi).post(page_of(town.andi, "wrong_evaluator"), {"kata": "Salah."})

    assert Notification.objects.get().user_id == town.city_manager.user_id


def test_with_nobody_to_tell_it_says_whom_to_call(town: Town) -> None:
    RoleGrant.objects.all().delete()

    response = client_of(town.andi).post(page_of(town.andi, "wrong_evaluator"), {"kata": "Salah."})

    assert response.status_code == 409
    assert "Hubungi meja bantuan" in words(response)
    assert "Salah." in words(response)


def test_nobody_reports_all_day(town: Town) -> None:
    client, address = client_of(town.andi), page_of(town.andi, "wrong_evaluator")

    given = [client.post(address, {"kata": f"Salah {number}"}).status_code for number in range(4)]

    assert given == [303, 303, 303, 409]


@pytest.mark.parametrize("said", ["", "   ", LONG, "a\x00b"])
def test_a_report_that_cannot_be_read_stays_on_the_page(town: Town, said: str) -> None:
    response = client_of(town.andi).post(page_of(town.andi, "wrong_evaluator"), {"kata": said})

    assert response.status_code == 422
    assert Notification.objects.count() == 0


def test_script_in_a_name_is_only_text(town: Town) -> None:
    make_placement(make_employee("<script>alert(1)</script>", kind=Kind.PPPK), town.division)

    page = html(client_of(town.city_manager).get("/pegawai/?jenis=PPPK"))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
