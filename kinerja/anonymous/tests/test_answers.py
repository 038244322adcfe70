"""The group answers and changes its answers; sealing says everything once, and of nobody."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks

from kinerja.anonymous import boxes, keys, operations, queries, tasks
from kinerja.anonymous.models import AnonymousAnswer, Window
from kinerja.anonymous.refusals import (
    KeyNotHere,
    WindowClosed,
)
from kinerja.anonymous.tests.conftest import AFTER, TODAY, Office, answer, answered
from kinerja.audit.models import AuditEvent
from kinerja.foundation.actor import Actor, Via
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import Notification
from kinerja.organization.models import Placement
from tests.factories import NOON, actor, make_employee, make_placement

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test", via=Via.JOB)


def scores_stored() -> list[dict[str, int]]:
    return [
        dict(scores or {}) for scores in AnonymousAnswer.objects.values_list("scores", flat=True)
    ]


def test_the_author_finds_his_answer_and_changes_it(office: Office, window: Window) -> None:
    dewi = office.town.dewi
    answer(window, office.group[1], 4, "Lain")
    answer(window, dewi, 2, "Pertama")
    answer(window, dewi, 3, "Kedua")

    found = operations.own_answer(window=window, by=actor(dewi), at=NOON)
    assert found == boxes.Content(dict.fromkeys(window.questions, 3), "Kedua")
    assert operations.own_answer(window=window, by=actor(office.group[2]), at=NOON) is None
    assert AnonymousAnswer.objects.count() == 2


def test_only_the_group_answers(office: Office, window: Window) -> None:
    outside = make_placement(make_employee("Pegawai Baru"), office.town.division).employee
    for person in (office.town.andi, office.town.budi, office.town.office_manager, outside):
        with pytest.raises(NotPermitted):
            answer(window, person)
        with pytest.raises(NotPermitted):
            operations.own_answer(window=window, by=actor(person), at=NOON)


def test_nobody_answers_or_reads_through_the_eyes_of_another(
    office: Office, window: Window
) -> None:
    seen_as = dataclasses.replace(actor(office.town.dewi), real_user_id=1)

    with pytest.raises(NotPermitted):
        operations.own_answer(window=window, by=seen_as, at=NOON)
    with pytest.raises(NotPermitted):
        operations.save_answer(window=window, scores={}, text="x", by=seen_as, at=NOON)


def test_nothing_is_taken_after_the_last_day(office: Office, window: Window) -> None:
    last = AFTER - dt.timedelta(days=1)
    answer(window, office.town.dewi, at=last)

    with pytest.raises(WindowClosed):
        answer(window, office.town.dewi, at=AFTER)
    with pytest.raises(WindowClosed):
        operations.own_answer(window=window, by=actor(office.town.dewi), at=AFTER)


def test_nothing_is_taken_once_it_is_sealed(office: Office, window: Window) -> None:
    stale = Window.objects.get(pk=window.pk)
    operations.seal(window_id=window.pk, by=SYSTEM, at=AFTER)

    with pytest.raises(WindowClosed):
        answer(stale, office.town.dewi)


def test_a_score_that_nobody_asked_for_is_an_error(office: Office, window: Window) -> None:
    for scores in ({"LAIN": 1}, {"LOYAL": 5}, {"LOYAL": 0}):
        with pytest.raises(ValueError, match="nobody asked"):
            operations.save_answer(
                window=window, scores=scores, text="", by=actor(office.town.dewi), at=NOON
            )


def test_without_its_key_it_says_so(office: Office, window: Window) -> None:
    keys.destroy(window.key_file)

    with pytest.raises(KeyNotHere):
        answer(window, office.town.dewi)


def test_it_is_sealed_only_after_the_last_day(window: Window) -> None:
    assert operations.seal_due(at=AFTER - dt.timedelta(days=1)) == 0
    assert operations.seal(window_id=window.pk, by=SYSTEM, at=NOON) is False


def test_sealing_shows_everything_at_once(
    office: Office,
    window: Window,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    key_file = window.key_file
    with django_capture_on_commit_callbacks(execute=True):
        answered(window, office)

    results = queries.results_of(window)
    assert (window.state, window.outcome, window.key_file) == ("SEALED", "SHOWN", "")
    assert not (keys.folder() / key_file).exists()
    assert results.answers == 6
    assert sorted(results.texts) == [f"Masukan {number}" for number in range(6)]
    assert results.values[0] == ("Berorientasi Pelayanan", 6, 13 / 6, "jawaban sangat beragam")
    rows = AnonymousAnswer.objects.values_list("token_hash", "box", "day")
    assert set(rows) == {(None, None, window.closes)}


def test_sealing_keeps_the_answers_to_each_value(office: Office, window: Window) -> None:
    window = answered(window, office)

    rows = scores_stored()
    for code in window.questions:
        assert Counter(scores[code] for scores in rows) == {1: 2, 2: 2, 3: 1, 4: 1}


def test_a_row_of_a_sealed_window_is_not_one_persons_answer(office: Office, window: Window) -> None:
    answered(window, office, 9)

    # each answered all values alike: had a row stayed whole, it would have one score seven times
    assert any(len(set(scores.values())) > 1 for scores in scores_stored())


def test_below_five_answers_nothing_is_shown_or_kept(office: Office, window: Window) -> None:
    window = answered(window, office, 4)

    assert window.outcome == "TOO_FEW"
    assert not AnonymousAnswer.objects.exists()
    event = AuditEvent.objects.get(action="anonymous.window.sealed")
    assert event.changes == {"outcome": "TOO_FEW"}


def test_a_value_that_few_could_judge_has_no_mean(office: Office, window: Window) -> None:
    for place, person in enumerate(office.group[:5]):
        scores = {"LOYAL": 4} if place else {"ADAPTIF": 2}
        operations.save_answer(window=window, scores=scores, text="", by=actor(person), at=NOON)
    operations.seal_due(at=AFTER)

    values = queries.results_of(window).values
    assert {value.mean for value in values} == {None}


def test_sealing_tells_who_may_read(office: Office, window: Window) -> None:
    answered(window, office)

    told = Notification.objects.filter(kind="anonymous.sealed")
    town = office.town
    assert {note.user_id for note in told} == {
        one.user_id for one in (town.andi, town.budi, town.office_manager)
    }


def test_a_window_waits_a_week_for_its_key_and_then_ends_without_result(
    office: Office, window: Window
) -> None:
    answer(window, office.town.dewi)
    keys.destroy(window.key_file)

    assert operations.seal_due(at=AFTER) == 0
    assert operations.seal_due(at=AFTER + dt.timedelta(days=7)) == 1
    window.refresh_from_db()
    assert window.outcome == "KEY_LOST"
    assert not AnonymousAnswer.objects.exists()


def test_a_box_that_was_tampered_with_is_left_out(office: Office, window: Window) -> None:
    for person in office.group[:6]:
        answer(window, person)
    victim = AnonymousAnswer.objects.all()[0]
    AnonymousAnswer.objects.filter(pk=victim.pk).delete()
    victim.box = bytes(victim.box or b"")[:-1] + b"x"
    victim.save(force_insert=True)

    operations.seal_due(at=AFTER)

    assert AnonymousAnswer.objects.count() == 5


def test_who_finds_his_box_tampered_with_answers_anew(office: Office, window: Window) -> None:
    answer(window, office.town.dewi)
    row = AnonymousAnswer.objects.get()
    row.delete()
    AnonymousAnswer.objects.create(
        window=window, token_hash=row.token_hash, box=b"x" * 100, day=TODAY
    )

    assert operations.own_answer(window=window, by=actor(office.town.dewi), at=NOON) is None


@pytest.mark.parametrize("cut", [b"", b"abc", b"x" * 12])
def test_a_box_that_was_cut_is_left_out(office: Office, window: Window, cut: bytes) -> None:
    for person in office.group[:6]:
        answer(window, person)
    victim = AnonymousAnswer.objects.all()[0]
    AnonymousAnswer.objects.filter(pk=victim.pk).delete()
    victim.box = cut
    victim.save(force_insert=True)

    assert operations.seal_due(at=AFTER) == 1

    assert AnonymousAnswer.objects.count() == 5


def test_a_window_that_cannot_be_sealed_stops_no_other(
    office: Office, window: Window, caplog: pytest.LogCaptureFixture
) -> None:
    post = Placement.objects.get(employee=office.town.dewi)
    broken = Window.objects.create(
        subject=office.town.dewi, placement=post, unit=post.unit, ring="TEAM", group_size=8,
        opens=window.opens, closes=window.opens + dt.timedelta(days=1), key_file=keys.make(),
        questions=7, opened_by=office.town.office_manager.user,
    )  # fmt: skip
    key = keys.load(broken.key_file)
    for number in range(5):
        box = boxes.close(key, boxes.Content({}, "Masukan"))
        AnonymousAnswer.objects.create(
            window=broken, token_hash=bytes([number]), box=box, day=TODAY
        )

    with caplog.at_level(logging.ERROR):
        assert operations.seal_due(at=AFTER) == 1

    window.refresh_from_db()
    broken.refresh_from_db()
    assert (window.state, broken.state) == ("SEALED", "OPEN")
    assert "anonymous.window.not_sealed" in caplog.messages


@given(
    scores=st.dictionaries(st.sampled_from(["LOYAL", "ADAPTIF"]), st.integers(1, 4)),
    text=st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=1_000),
)
def test_every_box_has_the_same_length_and_gives_back_what_it_holds(
    scores: dict[str, int], text: str
) -> None:
    key = b"k" * 32
    box = boxes.close(key, boxes.Content(scores, text))

    assert len(box) == boxes.NONCE + boxes.LENGTH + boxes.TAG
    assert boxes.open_box(key, box) == boxes.Content(scores, text)
    assert box != boxes.close(key, boxes.Content(scores, text))
    with pytest.raises(boxes.BoxDamaged):
        boxes.open_box(b"q" * 32, box)


def test_a_box_takes_no_more_than_it_holds() -> None:
    with pytest.raises(ValueError, match="longer"):
        boxes.close(b"k" * 32, boxes.Content({}, "x" * 5_000))


def test_spread_is_said_in_words() -> None:
    assert queries.spread_of([3, 3, 3, 3, 3]) == "jawaban hampir sama"
    assert queries.spread_of([2, 3, 3, 4, 2]) == "jawaban agak beragam"
    assert queries.spread_of([1, 4, 1, 4, 1]) == "jawaban sangat beragam"


def test_the_task_stays_for_all_members_alike(office: Office, window: Window) -> None:
    dewi, other = actor(office.town.dewi), actor(office.group[1])
    answer(window, office.town.dewi)

    of_dewi, of_other = tasks.tasks(dewi, TODAY), tasks.tasks(other, TODAY)

    assert list(of_dewi) == list(of_other)
    assert len(of_dewi) == 1
    assert not tasks.tasks(actor(office.town.andi), TODAY)
    assert not tasks.tasks(dewi, AFTER.date())


def test_the_jobs_seal_and_write_anew(office: Office, window: Window) -> None:
    answer(window, office.town.dewi)
    before = AnonymousAnswer.objects.get()

    tasks.rewrite_open_rows(0)
    tasks.seal_due(0)

    after = AnonymousAnswer.objects.get()
    assert bytes(after.token_hash or b"") == bytes(before.token_hash or b"")
    assert after.pk != before.pk
