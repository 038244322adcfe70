"""A window opens for a whole group, unlike all that were asked before; its key is a file."""

from __future__ import annotations

import datetime as dt
import os
import stat

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kinerja.anonymous import access, keys, operations
from kinerja.anonymous.groups import digest_of, groups_of
from kinerja.anonymous.models import Window, WindowMember
from kinerja.anonymous.operations.opening import must_differ
from kinerja.anonymous.refusals import (
    AlreadyOpen,
    GroupChanged,
    GroupTooClose,
    GroupTooLarge,
    GroupTooSmall,
)
from kinerja.anonymous.tests.conftest import AFTER, DAYS, TODAY, Office
from kinerja.audit.models import AuditEvent
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import Notification
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, actor, make_employee, make_line, make_placement

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(days=400)
GROUPS = st.frozensets(st.integers(1, 30), max_size=20)


def members(window: Window) -> set[int]:
    return set(WindowMember.objects.filter(window=window).values_list("employee_id", flat=True))


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


def test_a_key_that_was_cut_short_is_missing(window: Window) -> None:
    (keys.folder() / window.key_file).write_bytes(b"short")

    with pytest.raises(keys.KeyMissing):
        keys.load(window.key_file)
