"""One-time codes: printed, told, used once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from kinerja.accounts.codes import code_hash, grouped, typed
from kinerja.accounts.models import CodePurpose, OneTimeCode, Session, User
from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.foundation.refusals import Refusal
from kinerja.notifications.models import Notification, OutgoingMail
from kinerja.organization.operations.codes import code_for, print_codes
from kinerja.organization.queries import accounts
from kinerja.organization.tests.asking import CODE, LONG, at, html, use
from tests.factories import (
    Town,
    actor,
    client_of,
    grant,
    make_employee,
    make_placement,
)

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
