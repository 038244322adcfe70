"""Codes, roles, the mayor and one's own profile, as each kind of visitor meets them."""

from __future__ import annotations

import datetime as dt
import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.accounts.codes import code_hash, grouped, typed
from kinerja.accounts.models import CodePurpose, OneTimeCode, Session, User
from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.notifications.models import Notification, OutgoingMail
from kinerja.organization.models import Employee, Kind, Placement, RoleGrant, Unit, UnitPeriod
from kinerja.organization.operations.codes import code_for, print_codes
from kinerja.organization.operations.grants import end_role, grant_role
from kinerja.organization.operations.officials import add_official, make_administrator
from kinerja.organization.queries import accounts
from tests.factories import (
    LONG_AGO,
    Town,
    actor,
    client_of,
    grant,
    make_employee,
    make_placement,
    make_user,
)

LONG = "x" * 100_000
CODE = re.compile(r'<p class="code">([A-Z2-7-]{14})</p>')


def html(response: Any) -> str:
    return str(response.content.decode())


def at() -> dt.datetime:
    return clock.now()


# ---- who may open what

PAGES = ["/akun/", "/akun/kata-sandi", "/akun/privasi", "/kode/", "/peran/", "/pejabat/",
         "/pengaturan/", "/notifikasi/"]  # fmt: skip
ALLOWED = {
    "andi": {"/akun/", "/akun/kata-sandi", "/akun/privasi", "/notifikasi/"},
    "budi": {"/akun/", "/akun/kata-sandi", "/akun/privasi", "/notifikasi/"},
    "auditor": {"/akun/", "/akun/kata-sandi", "/akun/privasi", "/notifikasi/"},
    "office_manager": {"/akun/", "/akun/kata-sandi", "/akun/privasi", "/notifikasi/", "/kode/"},
    "city_manager": {*PAGES} - {"/peran/", "/pengaturan/"},
    "administrator": {*PAGES},
}


@pytest.mark.parametrize("who", ALLOWED)
@pytest.mark.parametrize("path", PAGES)
def test_pages_open_for_their_roles_only(town: Town, who: str, path: str) -> None:
    response = client_of(getattr(town, who)).get(path)

    assert response.status_code == (200 if path in ALLOWED[who] else 403)


@pytest.mark.parametrize("path", PAGES)
def test_an_anonymous_visitor_signs_in_first(db: None, client: Client, path: str) -> None:
    assert client.get(path)["Location"].startswith("/masuk")


@pytest.mark.parametrize(
    "path", ["/peran/beri/9223372036854775807/", "/peran/99999999999999999999/akhiri/",
             "/notifikasi/99999999999999999999/", "/kode/?unit=9223372036854775807",
             "/peran/beri/99999999999999999999/"]
)  # fmt: skip
def test_what_is_not_there_is_not_found(town: Town, path: str) -> None:
    assert client_of(town.administrator).get(path).status_code == 404


@pytest.mark.parametrize(
    "query", [f"cari={LONG}", "unit=abc", "unit=-1", "unit=99999999999999999999"]
)
def test_strange_filters_are_refused_in_words(town: Town, query: str) -> None:
    assert client_of(town.administrator).get(f"/kode/?{query}").status_code == 422


def test_repeated_and_unknown_parameters_do_no_harm(town: Town) -> None:
    client = client_of(town.administrator)

    assert client.get("/peran/?cari=a&cari=%27&x=1").status_code == 200
    assert client.get("/kode/?cari=%00").status_code == 404


# ---- one's own profile


def test_the_profile_names_the_evaluator_of_today(town: Town) -> None:
    page = html(client_of(town.andi).get("/akun/"))

    assert "Budi Hartono" in page
    assert "kepala unit Anda" in page
    assert "Sari Kusuma" in page


def test_the_mayor_has_no_evaluator(town: Town) -> None:
    page = html(client_of(town.mayor).get("/akun/"))

    assert "Belum ada pejabat penilai" in page
    assert "Tanpa NIP" in page


def test_the_profile_shows_sessions_roles_and_codes(town: Town) -> None:
    code_for(town.auditor.user_id, by=actor(town.administrator), at=at())

    page = html(client_of(town.auditor).get("/akun/"))

    assert "perangkat ini" in page
    assert "Auditor (Inspektorat)" in page
    assert "Aktivasi akun, dicetak" in page


def test_the_profile_costs_few_statements(town: Town, django_assert_max_num_queries: Any) -> None:
    client = client_of(town.andi)
    client.get("/akun/")

    with django_assert_max_num_queries(12):
        client.get("/akun/")


# ---- codes


def test_a_pengelola_prints_codes_for_a_unit_once(town: Town) -> None:
    client = client_of(town.office_manager)
    form = {"unit": town.division.pk, "kunci": "6f1c9d0e-8a3f-4c41-9c7d-3d1d7cf5f001"}

    response = client.post("/kode/cetak/", form)
    twin = client.post("/kode/cetak/", form)

    codes = CODE.findall(html(response))
    assert len(codes) == 3
    stored = set(map(bytes, OneTimeCode.objects.values_list("code_hash", flat=True)))
    assert stored == {code_hash(typed(code)) for code in codes}
    assert (twin.status_code, twin["Location"]) == (303, f"/kode/?unit={town.division.pk}")


def test_printing_is_written_down_and_told(town: Town) -> None:
    client_of(town.office_manager).post("/kode/cetak/", {"akun": town.andi.user_id})

    event = AuditEvent.objects.get(action="accounts.code.issued")
    assert event.about_employee_id == town.andi.pk
    assert event.unit_id == town.division.pk
    assert set(event.changes or {}) == {"user", "purpose", "expires_at"}
    note = Notification.objects.get(user=town.andi.user)
    assert note.title == "Kode sekali pakai dicetak untuk akun Anda"
    assert OutgoingMail.objects.filter(notification=note, address=town.andi.email).exists()


def test_a_new_code_replaces_the_open_one(town: Town) -> None:
    by = actor(town.administrator)
    code_for(town.andi.user_id, by=by, at=at())
    second = code_for(town.andi.user_id, by=by, at=at())

    (row,) = OneTimeCode.objects.filter(user=town.andi.user)
    assert bytes(row.code_hash) == code_hash(second.code)


def test_who_has_a_password_gets_a_code_to_reset_it(town: Town) -> None:
    make_placement(owner := make_employee("Wati", password="kata-sandi-wati"), town.division)

    code_for(owner.user_id, by=actor(town.office_manager), at=at())

    assert OneTimeCode.objects.get(user=owner.user).purpose == CodePurpose.RESET


@pytest.mark.parametrize("who", ["stranger", "auditor", "city_manager", "secretary"])
def test_a_pengelola_opd_reaches_only_the_own_office(town: Town, who: str) -> None:
    form = {"akun": getattr(town, who).user_id}

    response = client_of(town.office_manager).post("/kode/cetak/", form)

    assert response.status_code == 404
    assert not OneTimeCode.objects.exists()


def test_a_foreign_unit_is_not_found(town: Town) -> None:
    client = client_of(town.office_manager)

    assert client.get(f"/kode/?unit={town.other_office.pk}").status_code == 404
    assert client.post("/kode/cetak/", {"unit": town.other_office.pk}).status_code == 404


@pytest.mark.parametrize("form", [{}, {"unit": "x"}, {"akun": LONG}, {"akun": "\x00"}])
def test_a_form_that_names_nobody_is_not_found(town: Town, form: dict[str, str]) -> None:
    assert client_of(town.administrator).post("/kode/cetak/", form).status_code == 404


def test_nobody_raises_himself_by_the_account_of_another(town: Town) -> None:
    grant(town.dewi.user, Role.ADMINISTRATOR)
    grant(town.andi.user, Role.AUDITOR)

    for who, whom in [("office_manager", "dewi"), ("office_manager", "andi"),
                      ("city_manager", "dewi"), ("city_manager", "andi")]:  # fmt: skip
        form = {"akun": getattr(town, whom).user_id}
        assert client_of(getattr(town, who)).post("/kode/cetak/", form).status_code == 403
    assert "Lewat administrator" in html(
        client_of(town.office_manager).get(f"/kode/?unit={town.division.pk}")
    )


def test_an_employee_prints_nothing(town: Town) -> None:
    assert client_of(town.andi).post("/kode/cetak/", {"akun": town.dewi.user_id}).status_code == 403


def test_a_unit_where_all_have_passwords_is_refused_in_words(town: Town) -> None:
    User.objects.update(password="argon2$something")

    response = client_of(User.objects.get(pk=town.administrator.pk)).post(
        "/kode/cetak/", {"unit": town.division.pk}
    )
    assert response.status_code == 409
    assert "sudah punya kata sandi" in html(response)


def test_too_large_a_unit_is_refused(town: Town) -> None:
    by, people = actor(town.administrator), accounts.people_in(town.root.pk, clock.today())
    many = people * 40

    with pytest.raises(Refusal, match="unit yang lebih kecil"):
        print_codes(by=by, accounts=many, at=at())


def test_a_closed_account_gets_no_code(town: Town) -> None:
    town.andi.user.is_active = False
    town.andi.user.save()

    with pytest.raises(Refusal):
        code_for(town.andi.user_id, by=actor(town.administrator), at=at())


def test_a_printed_sheet_cannot_be_opened_again(town: Town) -> None:
    response = client_of(town.administrator).get("/kode/cetak/", follow=True)

    assert "hanya tampil satu kali" in html(response)


def test_units_say_how_many_have_no_password(town: Town) -> None:
    page = html(client_of(town.city_manager).get("/kode/"))

    assert "Dinas Kependudukan dan Pencatatan Sipil" in page
    assert "Bidang Pelayanan" not in page
    (office,) = accounts.top_units(actor(town.office_manager), clock.today())
    assert (office.id, office.people, office.waiting) == (town.office.pk, 5, 5)


def test_people_are_found_by_name_and_by_nip(town: Town) -> None:
    today, nip = clock.today(), str(town.andi.nip)

    for written in ("andi", "Pratama", nip, f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"):
        assert town.andi.user_id in [one.user_id for one in accounts.people_named(written, today)]
    assert accounts.people_named("%", today) == []
    assert accounts.people_named("_", today) == []
    page = html(client_of(town.office_manager).get("/kode/?cari=Slamet"))
    assert "Belum ada yang cocok" in page


# ---- a code is used


def use(client: Client, code: str, nip: str, password: str = "kalimat rahasia saya") -> Any:
    form = {"nip": nip, "kode": code, "kata_sandi_baru": password, "kata_sandi_ulang": password}
    return client.post("/aktivasi", form)


def test_a_code_opens_the_account_once(town: Town, client: Client) -> None:
    code = grouped(code_for(town.andi.user_id, by=actor(town.administrator), at=at()).code)

    response = use(client, f" {code.lower()} ", str(town.andi.nip))
    again = use(Client(), code, str(town.andi.nip))

    assert response.status_code == 303
    assert client.get("/akun/").status_code == 200
    assert again.status_code == 422
    assert "NIP atau kode tidak cocok" in html(again)
    event = AuditEvent.objects.get(action="accounts.code.used")
    assert (event.user_id, event.changes) == (town.andi.user_id, {"purpose": "ACTIVATION"})


def test_a_code_ends_after_two_weeks(town: Town, client: Client) -> None:
    now = at()
    code = code_for(town.andi.user_id, by=actor(town.administrator), at=now).code

    with clock.fixed(now + dt.timedelta(days=14, seconds=1)):
        assert use(client, code, str(town.andi.nip)).status_code == 422
    with clock.fixed(now + dt.timedelta(days=13)):
        assert use(client, code, str(town.andi.nip)).status_code == 303


def test_a_code_is_for_its_owner_only(town: Town, client: Client) -> None:
    code = code_for(town.andi.user_id, by=actor(town.administrator), at=at()).code

    assert use(client, code, str(town.dewi.nip)).status_code == 422
    assert not User.objects.get(pk=town.dewi.user_id).has_usable_password()


def test_a_code_ends_all_sessions(town: Town, client: Client) -> None:
    old = client_of(town.andi)
    code = code_for(town.andi.user_id, by=actor(town.administrator), at=at()).code

    use(client, code, str(town.andi.nip))

    assert old.get("/akun/").status_code == 302
    assert Session.objects.filter(user_id=town.andi.user_id).count() == 1


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("pendek", "Paling sedikit 10"),
        ("password123", "terlalu mudah ditebak"),
        ("8467201957", "hanya berisi angka"),
    ],
)
def test_a_weak_password_leaves_the_code_open(
    town: Town, client: Client, password: str, says: str
) -> None:
    code = code_for(town.andi.user_id, by=actor(town.administrator), at=at()).code

    response = use(client, code, str(town.andi.nip), password)

    assert response.status_code == 422
    assert says in html(response)
    assert use(client, code, str(town.andi.nip)).status_code == 303


def test_a_password_may_not_hold_the_nip(town: Town, client: Client) -> None:
    code = code_for(town.andi.user_id, by=actor(town.administrator), at=at()).code

    response = use(client, code, str(town.andi.nip), f"sandi{town.andi.nip}")

    assert "tidak boleh memuat NIP" in html(response)


def test_two_different_passwords_are_refused(db: None, client: Client) -> None:
    form = {"nip": "a", "kode": "b", "kata_sandi_baru": "satu", "kata_sandi_ulang": "dua"}

    assert "Kedua kata sandi berbeda" in html(client.post("/aktivasi", form))


def test_guessing_codes_is_slowed(town: Town, client: Client) -> None:
    for _ in range(5):
        use(client, "AAAA-AAAA-AAAA", str(town.andi.nip))

    assert use(client, "AAAA-AAAA-AAAA", str(town.andi.nip)).status_code == 429


@pytest.mark.parametrize("text", [LONG, "\x00", "<script>alert(1)</script>"])
def test_strange_texts_at_activation(db: None, client: Client, text: str) -> None:
    response = use(client, text, text, text)

    assert response.status_code == 422
    assert "<script>alert" not in html(response)


def test_the_pages_before_sign_in_say_whom_to_ask(db: None, client: Client) -> None:
    assert "Datangi pengelola kinerja di kantor Anda" in html(client.get("/lupa-sandi"))
    assert "Kode berlaku satu kali" in html(client.get("/aktivasi"))


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

    without = client.post(path, role_form(peran="PENGELOLA_OPD"))
    with_it = client.post(path, role_form(peran="PENGELOLA_OPD", unit=str(town.office.pk)))

    assert without.status_code == 422
    assert "Pilih perangkat daerahnya." in html(without)
    assert with_it.status_code == 303


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


# ---- what the administrator does not see


def test_the_administrator_sees_no_person_beyond_accounts(town: Town) -> None:
    who = actor(town.administrator)

    assert not Employee.objects.visible_to(who).exists()
    assert not Placement.objects.visible_to(who).exists()


def test_lists_cost_the_same_for_few_and_many(town: Town) -> None:
    client = client_of(town.administrator)
    few = [count(client, path) for path in lists(town)]

    for number in range(30):
        person = make_employee(f"Abdul {number}")
        make_placement(person, town.division)
        grant(person.user, Role.AUDITOR)

    assert [count(client, path) for path in lists(town)] == few
    assert max(few) <= 12


def lists(town: Town) -> list[str]:
    return [f"/kode/?unit={town.office.pk}", "/kode/?cari=a", "/peran/?cari=a", "/kode/"]


def count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_units_of_another_day_are_not_offered(town: Town) -> None:
    assert accounts.unit_named(town.office.pk, dt.date(1990, 1, 1)) is None
    assert Unit.objects.count() == UnitPeriod.objects.count()
