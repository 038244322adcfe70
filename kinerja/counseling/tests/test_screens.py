"""The pages of the room, as its people and everybody else meet them."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from kinerja.counseling import operations
from kinerja.counseling.models import Case, CounselorKey, Meeting, Note, RecoveryKey, Referral
from kinerja.counseling.tests.conftest import PASSPHRASE, SECRET, Room, unlocked
from kinerja.counseling.views.common import COOKIE
from kinerja.foundation import clock
from kinerja.organization.models import Placement
from tests.factories import NOON, actor, client_of

pytestmark = pytest.mark.django_db
OTHER = "pasar pagi hujan gerimis"


def text(response: object) -> str:
    return str(response.content.decode())  # type: ignore[attr-defined]


def test_an_employee_asks_and_both_see_it(room: Room) -> None:
    andi, ratna = client_of(room.town.andi), client_of(room.ratna)
    assert "Bayu" in text(andi.get("/konseling/minta/"))

    answer = andi.post("/konseling/minta/", {"konselor": room.ratna.pk, "pemicu": "Beban kerja"})

    assert answer.status_code == 303
    case = Case.objects.get()
    assert "Bersama Ratna Dewi" in text(andi.get("/konseling/"))
    assert "Andi Pratama" in text(ratna.get("/konseling/"))
    assert "Beban kerja" in text(ratna.get(f"/konseling/{case.pk}/"))
    assert "Minta konseling" not in text(andi.get("/konseling/"))
    assert "Minta konseling" in text(client_of(room.town.dewi).get("/konseling/"))
    administrator = client_of(room.town.administrator)
    assert "Konseling untuk pegawai" in text(administrator.get("/konseling/"))


def test_asking_needs_a_counselor_from_the_list(room: Room) -> None:
    andi = client_of(room.town.andi)

    assert andi.post("/konseling/minta/", {}).status_code == 422
    wrong = andi.post("/konseling/minta/", {"konselor": room.town.budi.pk})
    assert wrong.status_code == 422


def test_a_second_request_is_refused_on_the_page(room: Room) -> None:
    room.ask()

    answer = client_of(room.town.andi).post("/konseling/minta/", {"konselor": room.bayu.pk})

    assert answer.status_code == 409
    assert "masih punya konseling" in text(answer)


def test_a_case_goes_its_way_by_buttons(room: Room) -> None:
    case, ratna, andi = room.ask(), client_of(room.ratna), client_of(room.town.andi)
    here = f"/konseling/{case.pk}/"
    assert ratna.post(f"{here}terima/").status_code == 303
    day = f"{NOON.day}-{NOON.month}-{NOON.year}"
    planned = {"hari": day, "jam": "09.00", "tempat": "Ruang 3"}
    assert ratna.post(f"{here}pertemuan/", planned).status_code == 303
    meeting = Meeting.objects.get()
    assert "Ruang 3" in text(andi.get(here))
    assert ratna.post(f"/konseling/pertemuan/{meeting.pk}/berlangsung/").status_code == 303
    assert ratna.post(f"/konseling/pertemuan/{meeting.pk}/batal/").status_code == 409
    closing = {"tindak_lanjut": "PELATIHAN", "beritahu": "on"}
    assert ratna.post(f"{here}tutup/", {}).status_code == 422
    assert ratna.post(f"{here}tutup/", closing).status_code == 303
    assert "Konselor mengusulkan" in text(andi.get(here))
    assert andi.post(f"{here}beritahu/").status_code == 303
    assert "Penilai sudah diberi tahu" in text(andi.get(here))
    assert ratna.post(f"{here}terima/").status_code == 409
    assert ratna.post(f"{here}tutup/", closing).status_code == 409
    assert ratna.post(f"{here}pertemuan/", planned).status_code == 409


def test_the_employee_may_not_do_what_the_counselor_does(room: Room) -> None:
    case, andi = room.accepted(), client_of(room.town.andi)
    meeting = operations.plan_meeting(
        case=case, starts_at=NOON, place="R", by=room.counselor, at=NOON
    )

    for path in (f"{case.pk}/tutup", f"{case.pk}/catatan", f"{case.pk}/pertemuan"):
        assert andi.get(f"/konseling/{path}/").status_code == 403
    assert andi.post(f"/konseling/pertemuan/{meeting.pk}/batal/").status_code == 403
    assert andi.post(f"/konseling/{case.pk}/terima/").status_code == 403


def test_declining_withdrawing_and_leaving(room: Room) -> None:
    ratna, andi = client_of(room.ratna), client_of(room.town.andi)
    case = room.ask()
    assert ratna.post(f"/konseling/{case.pk}/tolak/").status_code == 303
    case = room.ask()
    assert andi.post(f"/konseling/{case.pk}/tarik/").status_code == 303
    case = room.accepted()
    assert andi.post(f"/konseling/{case.pk}/akhiri/").status_code == 409
    room.ratna.ended_on = NOON.date()
    room.ratna.save()
    assert "tidak bertugas lagi" in text(andi.get(f"/konseling/{case.pk}/"))
    assert andi.post(f"/konseling/{case.pk}/akhiri/").status_code == 303


@pytest.mark.parametrize(
    "given",
    [
        {"hari": "3-8-2026", "jam": "25.00", "tempat": "R"},
        {"hari": "3-8-2026", "jam": "", "tempat": "R"},
        {"hari": "3-8-9999", "jam": "10.00", "tempat": "R"},
        {"hari": "30-2-2026", "jam": "10.00", "tempat": "R"},
        {"hari": "3-8-2026", "jam": "10.00", "tempat": ""},
    ],
)
def test_an_unreadable_meeting_is_asked_again(room: Room, given: dict[str, str]) -> None:
    case = room.accepted()

    answer = client_of(room.ratna).post(f"/konseling/{case.pk}/pertemuan/", given)

    assert answer.status_code == 422
    assert not Meeting.objects.exists()


EVERYBODY_ELSE = (
    "budi", "sari", "secretary", "mayor", "dewi", "stranger", "city_manager", "office_manager",
    "auditor", "administrator",
)  # fmt: skip


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_nobody_else_learns_that_there_is_a_case(room: Room, who: str) -> None:
    case = room.with_note()
    meeting = operations.plan_meeting(
        case=case, starts_at=NOON, place="R", by=room.counselor, at=NOON
    )
    client = client_of(getattr(room.town, who))

    for part in ("", "catatan/", "pertemuan/", "tutup/"):
        assert client.get(f"/konseling/{case.pk}/{part}").status_code == 404
    for part in ("terima", "tolak", "tarik", "akhiri", "beritahu", "tutup", "catatan", "pertemuan"):
        assert client.post(f"/konseling/{case.pk}/{part}/").status_code == 404
    for part in ("berlangsung", "batal"):
        assert client.post(f"/konseling/pertemuan/{meeting.pk}/{part}/").status_code == 404
    assert client.get(f"/konseling/{2**63}/").status_code == 404
    assert "Andi" not in text(client.get("/konseling/"))


def test_another_counselor_learns_nothing_either(room: Room) -> None:
    case = room.with_note()

    assert client_of(room.bayu).get(f"/konseling/{case.pk}/").status_code == 404


def test_a_superior_refers_and_sees_that_it_was_sent_and_no_more(room: Room) -> None:
    budi = client_of(room.town.budi)
    place = Placement.objects.get(employee=room.town.andi).pk
    assert "Andi Pratama" in text(budi.get("/konseling/rujuk/"))
    assert budi.post(f"/konseling/rujuk/{place}/", {"konselor": room.ratna.pk}).status_code == 422

    given = {"konselor": room.ratna.pk, "pemicu": "Sering terlambat"}
    sent = budi.post(f"/konseling/rujuk/{place}/", given)

    assert "Rujukan terkirim" in text(budi.get(sent["Location"]))
    assert Referral.objects.get().occasion == "Sering terlambat"
    assert "Rujukan Budi Hartono" in text(
        client_of(room.town.andi).get(f"/konseling/{Case.objects.get().pk}/")
    )
    assert "Andi" not in text(budi.get("/konseling/"))


def test_a_referral_beside_a_running_case_is_answered_the_same(room: Room) -> None:
    budi = client_of(room.town.budi)
    place = Placement.objects.get(employee=room.town.andi).pk
    room.accepted()

    sent = budi.post(f"/konseling/rujuk/{place}/", {"konselor": room.bayu.pk, "pemicu": "Lagi"})

    assert sent.status_code == 303
    assert sent["Location"].endswith("?terkirim=1")
    assert "Rujukan terkirim" in text(budi.get(sent["Location"]))


def test_one_refers_one_s_own_team_only(room: Room) -> None:
    place = Placement.objects.get(employee=room.town.andi).pk

    assert client_of(room.town.stranger).get(f"/konseling/rujuk/{place}/").status_code == 404
    assert client_of(room.town.sari).get(f"/konseling/rujuk/{place}/").status_code == 403
    assert client_of(room.town.andi).get("/konseling/rujuk/").status_code == 403
    assert client_of(room.town.mayor).get("/konseling/minta/").status_code == 403


def test_a_note_is_read_after_the_passphrase_and_locked_again(room: Room) -> None:
    case = room.with_note()
    here = f"/konseling/{case.pk}/"
    assert SECRET not in text(client_of(room.ratna).get(here))

    client = unlocked(room)

    assert SECRET in text(client.get(here))
    client.post("/konseling/kunci/tutup/", {"lanjut": here})
    assert SECRET not in text(client.get(here))


def test_the_cookie_is_sent_to_this_room_only_and_to_no_script(room: Room) -> None:
    cookie = unlocked(room).cookies[COOKIE]

    assert cookie["path"] == "/konseling/"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == 1800


def test_signing_out_locks(room: Room) -> None:
    case, client = room.with_note(), unlocked(room)
    half = client.cookies[COOKIE].value
    client.post("/keluar/")

    again = client_of(room.ratna)
    again.cookies[COOKIE] = half
    assert SECRET not in text(again.get(f"/konseling/{case.pk}/"))


def test_a_stolen_cookie_opens_nothing_for_anybody_else(room: Room) -> None:
    case, half = room.with_note(), unlocked(room).cookies[COOKIE].value
    for person in (room.bayu, room.ratna):
        client = client_of(person)
        client.cookies[COOKIE] = half
        assert SECRET not in text(client.get(f"/konseling/{case.pk}/"))


def test_after_half_an_hour_it_is_shut(room: Room) -> None:
    case, client = room.with_note(), unlocked(room)
    with clock.fixed(NOON + dt.timedelta(minutes=31)):
        assert SECRET not in text(client.get(f"/konseling/{case.pk}/"))


def test_writing_a_note(room: Room) -> None:
    case, client = room.accepted(), client_of(room.ratna)
    here = f"/konseling/{case.pk}/catatan/"
    assert "Segel catatan" in text(client.get(here))
    assert client.post(here, {"catatan": ""}).status_code == 422

    assert client.post(here, {"catatan": SECRET}).status_code == 303

    assert Note.objects.count() == 1
    assert SECRET not in text(client.get(f"/konseling/{case.pk}/"))


def test_the_first_note_waits_for_a_key_and_for_the_page_about_loss(room: Room) -> None:
    case = operations.ask(counselor_id=room.bayu.pk, occasion="", by=actor(room.town.dewi), at=NOON)
    operations.accept(case=case, by=actor(room.bayu), at=NOON)
    client, here = client_of(room.bayu), f"/konseling/{case.pk}/catatan/"
    assert client.get(here)["Location"] == "/konseling/kunci/buat/"
    made = {"kata_sandi_baru": OTHER, "kata_sandi_ulang": OTHER}
    assert client.post("/konseling/kunci/buat/", made).status_code == 303
    onward = client.get(here)["Location"]
    page = text(client.get(onward))
    assert "Keduanya hilang berarti catatan hilang" in page
    assert client.post(onward, {}).status_code == 422

    read = client.post(onward, {"paham": "on"})

    assert read["Location"] == here
    assert client.get(here).status_code == 200


def test_without_the_city_s_key_the_page_says_whom_to_ask(room: Room) -> None:
    case = room.accepted()
    RecoveryKey.objects.update(retired_at=NOON)

    answer = client_of(room.ratna).get(f"/konseling/{case.pk}/catatan/")

    assert answer.status_code == 409
    assert "administrator" in text(answer)


def test_the_key_s_pages(room: Room) -> None:
    client = client_of(room.ratna)
    assert "Sidik kunci Anda" in text(client.get("/konseling/kunci/"))
    for part in ("buka", "ganti", "hilang", "pahami", "buat"):
        assert client.get(f"/konseling/kunci/{part}/").status_code == 200
    wrong = client.post("/konseling/kunci/buka/", {"kata_sandi": "kalimat yang salah"})
    assert wrong.status_code == 422
    assert "Sisa 4 percobaan" in text(wrong)
    assert client.post("/konseling/kunci/buka/", {}).status_code == 422
    for _ in range(4):
        client.post("/konseling/kunci/buka/", {"kata_sandi": "kalimat yang salah"})
    assert client.post("/konseling/kunci/buka/", {"kata_sandi": PASSPHRASE}).status_code == 429
    outside = client.post("/konseling/kunci/tutup/", {"lanjut": "https://jahat.example/"})
    assert outside["Location"] == "/konseling/"


def test_without_a_key_its_pages_lead_to_making_one(room: Room) -> None:
    client = client_of(room.bayu)
    assert "Belum ada kunci" in text(client.get("/konseling/kunci/"))
    for part in ("buka", "ganti", "hilang", "pahami"):
        answer = client.get(f"/konseling/kunci/{part}/")
        assert answer["Location"] == "/konseling/kunci/buat/"


def test_changing_and_losing_the_passphrase(room: Room) -> None:
    client = client_of(room.ratna)
    new = {"kata_sandi_baru": OTHER, "kata_sandi_ulang": OTHER}
    change = "/konseling/kunci/ganti/"
    assert client.post(change, {**new, "kata_sandi_lama": "salah sekali ya"}).status_code == 422
    uneven = {**new, "kata_sandi_ulang": "lain", "kata_sandi_lama": PASSPHRASE}
    assert client.post(change, uneven).status_code == 422
    short = {"kata_sandi_baru": "pendek", "kata_sandi_ulang": "pendek"}
    assert client.post("/konseling/kunci/hilang/", short).status_code == 422

    assert client.post(change, {**new, "kata_sandi_lama": PASSPHRASE}).status_code == 303
    third = dict.fromkeys(("kata_sandi_baru", "kata_sandi_ulang"), "kopi tubruk tanpa gula")
    assert client.post("/konseling/kunci/hilang/", third).status_code == 303

    assert CounselorKey.objects.filter(counselor=room.ratna).count() == 2
    assert client.post("/konseling/kunci/buat/", third).status_code == 409


@pytest.mark.parametrize("who", ["andi", "budi", "administrator", "auditor"])
def test_keys_are_for_counselors(room: Room, who: str) -> None:
    client = client_of(getattr(room.town, who))

    for part in ("", "buat/", "buka/", "ganti/", "hilang/", "pahami/"):
        assert client.get(f"/konseling/kunci/{part}").status_code == 403
    assert client.post("/konseling/kunci/tutup/").status_code == 403


def test_the_recovery_key_is_printed_once(room: Room) -> None:
    client = client_of(room.town.administrator)
    before = RecoveryKey.objects.get()
    assert before.fingerprint in text(client.get("/konseling/pemulihan/"))
    form = {"kunci": "7d6f1ef4-94c8-4b9f-8a9f-5d0a4c8f6a11"}

    printed = client.post("/konseling/pemulihan/buat/", form)
    again = client.post("/konseling/pemulihan/buat/", form)

    groups = re.findall(r'<span class="nowrap">([A-Z2-7]{5})</span>', text(printed))
    assert len(groups) == 13
    assert again.status_code == 303
    assert RecoveryKey.objects.count() == 2
    page = text(client.get("/konseling/pemulihan/"))
    assert groups[0] not in page
    assert "Kunci lama" in page


@pytest.mark.parametrize("who", ["andi", "auditor", "office_manager"])
def test_others_do_not_see_or_make_recovery_keys(room: Room, who: str) -> None:
    client = client_of(getattr(room.town, who))

    assert client.get("/konseling/pemulihan/").status_code == 403
    assert client.post("/konseling/pemulihan/buat/").status_code == 403
