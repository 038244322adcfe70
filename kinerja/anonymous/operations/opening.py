"""Opening a window: for a whole group, unlike every group that was asked before."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import transaction

from kinerja.anonymous import access, keys
from kinerja.anonymous.groups import digest_of, groups_of
from kinerja.anonymous.models import (
    LARGEST_GROUP,
    SMALLEST_DIFFERENCE,
    SMALLEST_GROUP,
    Window,
    WindowMember,
)
from kinerja.anonymous.refusals import (
    AlreadyOpen,
    GroupChanged,
    GroupTooClose,
    GroupTooLarge,
    GroupTooSmall,
)
from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.locks import Set, lock
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee, Placement
from kinerja.ui import format as formats
from regulation.behavior import CoreValue

#: how many days a window may take answers: a short one would tell by its days who was there
DURATIONS = (7, 14, 21)
QUESTIONS = tuple(value.value for value in CoreValue)


@transaction.atomic
def open_window(
    *, placement: Placement, ring: str, days: int, shown: str, by: Actor, at: dt.datetime
) -> Window:
    """Ask a group about a person's behavior; `shown` is the digest of the groups he has seen.

    One at a time decides about windows of the same person. Law: PermenPANRB 6/2022 Ps. 5.
    Raises NotPermitted, GroupChanged, GroupTooSmall, GroupTooLarge, AlreadyOpen, GroupTooClose.
    """
    if not access.may_open(by, placement):
        raise NotPermitted("Masukan anonim dibuka oleh pengelola kinerja, bukan tentang dirinya.")
    lock(Set.FEEDBACK_WINDOWS_ABOUT, placement.employee_id)
    on = clock.local_date(at)
    groups = groups_of(placement, on)
    if shown != digest_of(groups):
        raise GroupChanged
    group = frozenset(person.id for person in groups[ring])
    _must_be_safe(placement.employee_id, group)
    window = _opened(placement, ring, group, (on, on + dt.timedelta(days=days)), by)
    audit.record(
        "anonymous.window.opened",
        subject=window,
        by=by,
        at=at,
        about=window.subject_id,
        unit=window.unit_id,
        changes={"ring": ring, "asked": len(group), "closes": window.closes},
    )
    _tell(window, group, at)
    return window


def must_differ(group: frozenset[int], earlier: frozenset[int]) -> None:
    """Refuse a group that differs by fewer than three people from an earlier one.

    Raises GroupTooClose.
    """
    if len(group ^ earlier) < SMALLEST_DIFFERENCE:
        raise GroupTooClose


def _must_be_safe(subject_id: int, group: frozenset[int]) -> None:
    if len(group) < SMALLEST_GROUP:
        raise GroupTooSmall
    if len(group) > LARGEST_GROUP:
        raise GroupTooLarge
    about = Window.objects.filter(subject_id=subject_id)
    if about.filter(state=Window.State.OPEN).exists():
        raise AlreadyOpen
    earlier: dict[int, set[int]] = defaultdict(set)
    members = WindowMember.objects.filter(window__subject_id=subject_id)
    for window_id, employee_id in members.values_list("window_id", "employee_id"):
        earlier[window_id].add(employee_id)
    for asked in earlier.values():
        must_differ(group, frozenset(asked))


def _opened(
    placement: Placement,
    ring: str,
    group: frozenset[int],
    held: tuple[dt.date, dt.date],
    by: Actor,
) -> Window:
    """Store the window with its group; its key lies in a file before anybody can need it."""
    key_file = keys.make()
    try:
        with refusing({"feedback_window_one_open_about_a_person": AlreadyOpen()}):
            window = Window.objects.create(
                subject_id=placement.employee_id,
                placement=placement,
                unit_id=placement.unit_id,
                ring=ring,
                group_size=len(group),
                opens=held[0],
                closes=held[1],
                key_file=key_file,
                questions=list(QUESTIONS),
                opened_by_id=by.user_key,
            )
        WindowMember.objects.bulk_create(
            WindowMember(window=window, employee_id=one) for one in sorted(group)
        )
    except BaseException:
        keys.destroy(key_file)
        raise
    return window


def _tell(window: Window, group: frozenset[int], at: dt.datetime) -> None:
    """Invite all alike, at this moment only; the link leads to a page that marks nothing."""
    people = Employee.objects.filter(pk__any=sorted(group)).values_list("user_id", "email")
    name, until = window.subject.full_name, formats.weekday(window.closes)
    notify(
        [(user, email or None) for user, email in people],
        kind="anonymous.invitation",
        title=f"Masukan anonim tentang {name} dibuka",
        body=f"Anda termasuk {window.group_size} orang yang diminta menjawab, sampai {until}.",
        location=formats.url("anonymous:window_list"),
        at=at,
    )
    notify(
        [(window.subject.user_id, window.subject.email or None)],
        kind="anonymous.about",
        title="Masukan anonim tentang Anda dibuka",
        body=f"{window.group_size} orang diminta menjawab sampai {until}. Hasil tampil sesudahnya.",
        location=formats.url("anonymous:window", window.pk),
        at=at,
    )
