"""Signals, limits and work: what flags an answer, and what makes its sender wait."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools

import pytest

from kinerja.foundation import clock
from kinerja.surveys import limits
from kinerja.surveys.models import Flag, InboxAnswer, OfficeNetwork
from kinerja.surveys.tests.receipt.conftest import kept
from kinerja.surveys.tests.sendings import NINE, key, opened, send
from kinerja.surveys.tests.stages import code_of, make_counter, make_service
from kinerja.surveys.work import Gate, gate
from tests.factories import NOON, Town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("seconds", "pace", "flags"),
    [(0, 1, 4), (7, 1, 4), (8, 2, 0), (19, 2, 0), (20, 3, 0), (600, 3, 0), (601, 4, 0)],
)
def test_the_pace_is_kept_in_four_bands(code: str, seconds: int, pace: int, flags: int) -> None:
    send(code, {"kunci": key(NOON, seconds), **NINE})

    assert (kept().pace, kept().flags) == (pace, flags)


def test_a_page_from_the_phone_s_store_has_no_pace(code: str) -> None:
    send(code)

    assert (kept().pace, kept().flags) == (None, 0)


def test_a_straight_line_bears_a_signal(code: str) -> None:
    send(code, {"kunci": key(NOON), **dict.fromkeys(NINE, "4")})

    assert kept().flags == Flag.STRAIGHT_LINE


def test_a_burst_bears_a_signal(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BURST", 2)
    for _ in range(3):
        send(code)

    flags = sorted(InboxAnswer.objects.values_list("flags", flat=True))
    assert flags == [0, 0, Flag.BURST]


def test_the_network_of_an_office_bears_a_signal_in_office_hours(code: str, town: Town) -> None:
    OfficeNetwork.objects.create(network="203.0.113.0/24")
    OfficeNetwork.objects.create(network="2001:db8:12::/48")
    evening = NOON.replace(hour=11)  # 18.00
    sunday = NOON - dt.timedelta(days=1)
    for at, address in (
        (NOON, "203.0.113.7"),
        (NOON, "2001:db8:12:3::1"),
        (NOON, "203.0.114.7"),
        (evening, "203.0.113.7"),
        (sunday, "203.0.113.7"),
    ):
        with clock.fixed(at):
            assert send(code, REMOTE_ADDR=address).status_code == 303

    found = sorted(InboxAnswer.objects.values_list("office_net", "flags"))
    assert found == [(False, 0)] * 3 + [(True, Flag.OFFICE)] * 2


def test_a_kiosk_stands_in_an_office_and_waits(town: Town) -> None:
    OfficeNetwork.objects.create(network="127.0.0.0/8")
    kiosk = make_counter(make_service(town.office), "Layar", is_kiosk=True)

    send(code_of(kiosk), {"kunci": key(NOON, 3_000), **NINE})

    row = kept()
    assert (row.source, row.office_net, row.flags, row.pace) == ("KIOSK", False, 0, None)


def test_too_many_from_one_address_have_to_work_or_wait(
    code: str, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_ADDRESS", 2)
    monkeypatch.setattr(limits, "PROVEN", 3)
    monkeypatch.setattr(limits, "WORK_BITS", 6)
    fields = {"kunci": key(NOON), **NINE}
    assert [send(code).status_code for _ in range(2)] == [303, 303]

    refused = send(code, fields)

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "600")
    assert "Coba lagi nanti" in refused.content.decode()
    assert send(code, REMOTE_ADDR="127.0.0.2").status_code == 303, "the neighbor is not held up"
    other = code_of(make_service(town.office).counters.get())
    assert send(other).status_code == 303, "nor who answers elsewhere through the same carrier"
    challenge, bits = refused.headers["Survey-Work"].split()
    assert send(code, {**fields, "bukti": "x"}).status_code == 429
    assert send(code, {**fields, "bukti": worked(challenge, int(bits))}).status_code == 303
    further = {"kunci": key(NOON), **NINE}
    again = {**further, "bukti": worked(challenge, int(bits))}
    assert send(code, again).status_code == 429, "a proof is for one answer"


def worked(challenge: str, bits: int) -> str:
    for no in itertools.count():
        digest = hashlib.sha256(f"{challenge}:{no}".encode()).digest()
        if int.from_bytes(digest, "big") >> (256 - bits) == 0:
            return str(no)
    raise AssertionError


def test_the_neighborhood_has_a_wide_budget_of_its_own(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_NEIGHBORHOOD", 3)

    found = [send(code, REMOTE_ADDR=f"198.51.100.{no}").status_code for no in range(1, 6)]

    assert found == [303, 303, 303, 429, 429]
    assert send(code, REMOTE_ADDR="198.51.101.1").status_code == 303


def test_whoever_searches_for_codes_is_told_nothing_more(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MISSES", 2)

    assert [opened(f"ZZZZZ{letter}").status_code for letter in "ABC"] == [404] * 3
    shown = [opened(one) for one in (code, "ZZZZZD", "ZZZZZE")]
    sent = [send(one) for one in (code, "ZZZZZD", "ZZZZZE")]

    assert [answer.status_code for answer in (*shown, *sent)] == [429] * 6
    assert len({worked_off(answer.content.decode()) for answer in shown}) == 1
    assert all("Survey-Work" in answer.headers for answer in sent), "a code that exists looks alike"
    assert send(code, {"kunci": key(NOON), "U1": "9"}).status_code == 429
    with clock.fixed(NOON + dt.timedelta(minutes=10)):
        assert opened(code).status_code == 200


def test_a_neighbor_of_who_searches_works_for_the_page_and_the_answer(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MISSES", 0)
    monkeypatch.setattr(limits, "WORK_BITS", 6)
    assert opened("ZZZZZA").status_code == 404
    fields = {"kunci": key(NOON), **NINE}

    page = opened(code).content.decode()
    challenge, bits = work_in(page).split()
    proof = worked(challenge, int(bits))
    answer = send(code, fields)
    work, _ = answer.headers["Survey-Work"].split()

    assert "survey" in page.split("<script src=", 1)[1].split(">")[0]
    assert opened(code, f"?bukti={proof}").status_code == 200
    assert opened("ZZZZZB", f"?bukti={proof}").status_code == 429, "it is for one code"
    assert send(code, {**fields, "bukti": worked(work, 6)}).status_code == 303


def work_in(page: str) -> str:
    return page.split('data-work="', 1)[1].split('"', 1)[0]


def worked_off(page: str) -> str:
    """Leave out the challenge, which is another one for each code."""
    return page.replace(work_in(page), "")


def test_a_busy_process_says_come_again(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinerja.surveys.work.PER_CODE_A_SECOND", 1)
    monkeypatch.setattr(gate, "_clock", lambda: 1e9)
    monkeypatch.setattr(gate, "_was_free_at", 1e9)

    first, second = send(code), send(code)

    assert (first.status_code, second.status_code) == (303, 503)
    assert second.headers["Retry-After"] == "5"
    assert InboxAnswer.objects.count() == 1


def test_a_busy_process_opens_the_page_a_little_later(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinerja.surveys.work.PER_CODE_A_SECOND", 1)
    monkeypatch.setattr(gate, "_clock", lambda: 1e9 + 1)
    monkeypatch.setattr(gate, "_was_free_at", 1e9 + 1)

    first, second = opened(code), opened(code)

    assert (first.status_code, second.status_code) == (200, 503)
    assert second.headers["Refresh"] == "5"
    assert "dimuat ulang sendiri" in second.content.decode()
    assert send(code).status_code == 303, "who floods the page does not hold up its answers"


def test_a_gate_lets_in_less_than_it_has_threads() -> None:
    moment = [0.0]
    one = Gate(threads=2, clock=lambda: moment[0])
    with one.request(), one.turn("POST A", "A") as first, one.turn("POST B", "B") as second:
        assert (first, second) == (True, False)
    with one.turn("POST B", "B") as later:
        assert later


def test_a_gate_sends_back_while_nobody_was_free() -> None:
    moment = [0.0]
    one = Gate(threads=2, clock=lambda: moment[0])
    with one.request(), one.request():
        moment[0] = 0.6
        with one.turn("POST A", "A") as admitted:
            assert not admitted
    with one.request(), one.turn("POST A", "A") as admitted:
        assert admitted


def test_a_gate_takes_only_so_many_of_a_code() -> None:
    one = Gate(threads=9, clock=lambda: 0.0)
    with (
        one.turn("POST A", "A"),
        one.turn("POST A", "A") as second,
        one.turn("POST A", "A") as third,
    ):
        assert (second, third) == (True, False)
        with one.turn("GET A", "A") as opening, one.turn("POST B", "B") as other:
            assert not opening
            assert other, "a flood on one code does not hold up another"
