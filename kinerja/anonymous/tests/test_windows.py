"""A window opens for a whole group, takes answers, and says everything once."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import stat
from collections import Counter
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks

from kinerja.anonymous import access, boxes, keys, operations, queries, tasks
from kinerja.anonymous.groups import digest_of, groups_of
from kinerja.anonymous.models import AnonymousAnswer, Window, WindowMember
from kinerja.anonymous.operations.opening import must_differ
from kinerja.anonymous.refusals import (
    AlreadyOpen,
    GroupChanged,
    GroupTooClose,
    GroupTooLarge,
    GroupTooSmall,
    KeyNotHere,
    WindowClosed,
)
from kinerja.anonymous.tests.conftest import AFTER, DAYS, TODAY, Office, answer
from kinerja.audit.models import AuditEvent
from kinerja.foundation.actor import Actor, Via
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import Notification
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, actor, make_employee, make_line, make_placement

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test", via=Via.JOB)
LATER = NOON + dt.timedelta(days=400)
GROUPS = st.frozensets(st.integers(1, 30), max_size=20)


def members(window: Window) -> set[int]:
    return set(WindowMember.objects.filter(window=window).values_list("employee_id", flat=True))


def scores_stored() -> list[dict[str, int]]:
    return [
        dict(scores or {}) for scores in AnonymousAnswer.objects.values_list("scores", flat=True)
    ]


def answered(window: Window, office: Office, number: int = 6) -> Window:
    """Let some of the group answer and seal the window."""
    for place, person in enumerate(office.group[:number]):
        answer(window, person, 1 + place % 4, f"Masukan {place}")
    assert operations.seal_due(at=AFTER) == 1
    window.refresh_from_db()
    return window


def test_it_asks_colleagues_and_subordinates_but_no_superior(office: Office) -> None:
    helper = make_employee("Bawahan Khusus")
    make_line(make_placement(helper, office.town.other_office), office.town.andi)

    groups = groups_of(office.post, TODAY)

    team = {person.id for person in groups["TEAM"]}
    assert team == {one.pk for one in (*office.group, helper)}
    wide = {person.id for person in groups["OFFICE"]}
    assert wide == {one.pk for one in (*office.group, office.town.office_manager)}


def test_whoever_is_gone_or_elected_is_not_asked(office: Office) -> None:
    Employee.objects.filter(pk=office.group[1].pk).update(ended_on=TODAY)

    team = {person.id for person in groups_of(office.post, TODAY)["TEAM"]}

    assert office.group[1].pk not in team
    assert office.town.mayor.pk not in team


def test_nobody_of_the_city_itself_has_an_office(office: Office) -> None:
    post = Placement.objects.get(employee=office.town.auditor)

    assert groups_of(post, TODAY)["OFFICE"] == []


def test_it_opens_for_the_whole_group_and_tells_all_alike(office: Office) -> None:
    window = office.open()

    assert members(window) == {one.pk for one in office.group}
    assert (window.group_size, window.closes) == (9, TODAY + dt.timedelta(days=DAYS))
    invited = Notification.objects.filter(kind="anonymous.invitation")
    assert {note.user_id for note in invited} == {one.user_id for one in office.group}
    assert {(note.at, note.location, note.body) for note in invited} == {
        (NOON, "/masukan-anonim/", invited[0].body)
    }
    event = AuditEvent.objects.get(action="anonymous.window.opened")
    assert event.changes == {"ring": "TEAM", "asked": 9, "closes": "2026-08-17"}


def test_its_key_is_a_private_file_outside_the_database(window: Window) -> None:
    file = keys.folder() / window.key_file

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for level in (file.parent, file.parent.parent, file.parent.parent.parent):
        assert stat.S_IMODE(level.stat().st_mode) == 0o700
    assert len(keys.load(window.key_file)) == keys.LENGTH


def test_only_the_pengelola_of_the_unit_opens_it(office: Office) -> None:
    for person in (office.town.budi, office.town.sari, office.town.auditor, office.town.dewi):
        with pytest.raises(NotPermitted):
            operations.open_window(
                placement=office.post, ring="TEAM", days=14, shown="", by=actor(person), at=NOON
            )


def test_the_pengelola_opens_none_about_himself(office: Office) -> None:
    own = Placement.objects.get(employee=office.town.office_manager)

    assert not access.may_open(actor(office.town.office_manager), own)
    assert access.may_open(actor(office.town.city_manager), own)


def test_it_refuses_a_group_below_eight(office: Office) -> None:
    for person in office.group[:2]:
        Employee.objects.filter(pk=person.pk).update(ended_on=TODAY)

    with pytest.raises(GroupTooSmall):
        office.open()
    assert not list(keys.folder().glob("*"))


def test_it_refuses_a_group_of_more_than_two_hundred(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinerja.anonymous.operations.opening.LARGEST_GROUP", 8)

    with pytest.raises(GroupTooLarge):
        office.open()


def test_no_key_is_left_by_a_window_that_the_database_refuses(office: Office) -> None:
    with pytest.raises(IntegrityError, match="window_lasts"), transaction.atomic():
        office.open(days=0)

    assert not list(keys.folder().glob("*"))


def test_it_refuses_a_second_while_one_is_open(office: Office, window: Window) -> None:
    with pytest.raises(AlreadyOpen):
        office.open("OFFICE")


def test_it_refuses_groups_that_changed_since_they_were_shown(office: Office) -> None:
    shown = digest_of(groups_of(office.post, TODAY))
    make_placement(make_employee("Pegawai Baru"), office.town.division)

    with pytest.raises(GroupChanged):
        operations.open_window(
            placement=office.post,
            ring="TEAM",
            days=14,
            shown=shown,
            by=actor(office.town.office_manager),
            at=NOON,
        )


@pytest.mark.parametrize("newcomers", [0, 1, 2])
def test_it_refuses_a_group_that_differs_by_fewer_than_three(
    office: Office, window: Window, newcomers: int
) -> None:
    operations.seal_due(at=AFTER)
    for number in range(newcomers):
        make_placement(make_employee(f"Pegawai Baru {number}"), office.town.division)

    with pytest.raises(GroupTooClose):
        office.open(at=LATER)


def test_a_group_that_differs_by_three_may_be_asked_again(office: Office, window: Window) -> None:
    operations.seal_due(at=AFTER)
    for number in range(3):
        make_placement(make_employee(f"Pegawai Baru {number}"), office.town.division)

    assert office.open(at=LATER).group_size == 12


@given(group=GROUPS, earlier=GROUPS)
def test_a_group_passes_exactly_when_three_people_make_the_difference(
    group: frozenset[int], earlier: frozenset[int]
) -> None:
    lone = len(group - earlier) + len(earlier - group)
    if lone >= 3:
        must_differ(group, earlier)
    else:
        with pytest.raises(GroupTooClose):
            must_differ(group, earlier)


@given(group=st.frozensets(st.integers(1, 30), min_size=8, max_size=20), data=st.data())
def test_nobody_can_be_taken_out_or_put_in_alone(
    group: frozenset[int], data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(sorted(group)))
    other = data.draw(st.integers(31, 40))
    for near in (group - {one}, group | {other}, group - {one} | {other}, group):
        with pytest.raises(GroupTooClose):
            must_differ(near, group)


def test_a_key_of_a_window_that_was_not_opened_goes(office: Office) -> None:
    with transaction.atomic():
        office.open()
        transaction.set_rollback(True)
    (left,) = keys.folder().glob("*")
    old = (NOON - dt.timedelta(hours=2)).timestamp()
    os.utime(left, (old, old))

    assert operations.forget_stray_keys(at=NOON) == 1
    assert not left.exists()


def test_a_key_in_use_or_just_made_stays(office: Office, window: Window) -> None:
    fresh = keys.make()
    os.utime(keys.folder() / fresh, (NOON.timestamp(), NOON.timestamp()))
    old = (NOON - dt.timedelta(days=9)).timestamp()
    os.utime(keys.folder() / window.key_file, (old, old))

    assert operations.forget_stray_keys(at=NOON) == 0
    assert keys.load(window.key_file)
    keys.destroy("nothing.key")


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


def test_a_key_that_was_cut_short_is_missing(window: Window) -> None:
    (keys.folder() / window.key_file).write_bytes(b"short")

    with pytest.raises(keys.KeyMissing):
        keys.load(window.key_file)


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


# The database's own word, whatever the application does.


def test_the_database_refuses_a_group_that_is_not_whole(window: Window, office: Office) -> None:
    with pytest.raises(IntegrityError, match="feedback_window_member_whole"):
        WindowMember.objects.create(window=window, employee=office.town.sari)


@pytest.mark.parametrize("table", ["feedback_window_member", "feedback_window"])
def test_the_application_may_not_change_who_was_asked(window: Window, table: str) -> None:
    column = "employee_id" if table.endswith("member") else "questions"
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_database_keeps_sealed_answers(office: Office, window: Window) -> None:
    window = answered(window, office)

    with pytest.raises(IntegrityError, match="anonymous_answer_of_open"), transaction.atomic():
        AnonymousAnswer.objects.create(window=window, day=TODAY, scores={}, text="Baru")
    with pytest.raises(IntegrityError, match="anonymous_answer_of_open"), transaction.atomic():
        AnonymousAnswer.objects.all().delete()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AnonymousAnswer.objects.update(text="Lain")
    with pytest.raises(IntegrityError, match="feedback_window_moves"), transaction.atomic():
        Window.objects.update(state="OPEN", outcome="", key_file="x.key")


def test_the_database_refuses_to_seal_with_tokens_or_with_too_few(
    office: Office, window: Window
) -> None:
    sealed = {"state": "SEALED", "key_file": ""}
    answer(window, office.town.dewi)
    for outcome in ("SHOWN", "TOO_FEW"):
        with pytest.raises(IntegrityError, match="sealed_whole"), transaction.atomic():
            Window.objects.update(outcome=outcome, **sealed)


def test_the_database_refuses_what_is_half_open(window: Window) -> None:
    halves: tuple[dict[str, Any], ...] = (
        {"token_hash": b"t", "box": b"b", "text": "Terbaca"},
        {"token_hash": b"t", "box": None, "scores": {}},
        {"token_hash": None, "box": None},
    )
    for half in halves:
        with pytest.raises(IntegrityError, match="closed_or_nobodys"), transaction.atomic():
            AnonymousAnswer.objects.create(window=window, day=TODAY, **half)
    for change in ({"key_file": ""}, {"outcome": "SHOWN"}):
        with pytest.raises(IntegrityError, match="key_while_open"), transaction.atomic():
            Window.objects.update(**change)
    AnonymousAnswer.objects.create(window=window, day=TODAY, token_hash=b"t", box=b"b")
    with pytest.raises(IntegrityError, match="once_each"), transaction.atomic():
        AnonymousAnswer.objects.create(window=window, day=TODAY, token_hash=b"t", box=b"c")


def test_the_database_refuses_a_small_or_timeless_window(office: Office) -> None:
    common = {
        "subject": office.town.andi,
        "placement": office.post,
        "unit": office.town.division,
        "ring": "TEAM",
        "questions": [],
        "key_file": "x.key",
        "opened_by": office.town.office_manager.user,
        "opens": TODAY,
    }
    with pytest.raises(IntegrityError, match="asks_enough"), transaction.atomic():
        Window.objects.create(group_size=7, closes=AFTER.date(), **common)
    with pytest.raises(IntegrityError, match="window_lasts"), transaction.atomic():
        Window.objects.create(group_size=8, closes=TODAY, **common)
    Window.objects.create(group_size=8, closes=AFTER.date(), **common)
    with pytest.raises(IntegrityError, match="one_open_about"), transaction.atomic():
        Window.objects.create(group_size=8, closes=AFTER.date(), **common)
