"""Wording a draft: what is expected of the behavior, and the annex."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction

from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.plans import access
from kinerja.plans.models import AnnexLine, BehaviorContent, Plan
from kinerja.plans.operations.holding import (
    count_change,
    hold_newest,
    hold_own_draft,
    refuse_unless_editable,
)
from kinerja.plans.refusals import StalePart
from regulation.behavior import CoreValue
from regulation.plan import AnnexPart

MOST_LINES = 60


class TooManyLines(Refusal):
    """An annex part is a list, not a book."""

    code = "too_many_lines"
    message = f"Paling banyak {MOST_LINES} baris untuk satu bagian lampiran."


@transaction.atomic
def change_expectations(
    *,
    plan: Plan,
    expectations: Mapping[CoreValue, str],
    lock_no: int,
    by: Actor,
    at: dt.datetime,
) -> int:
    """Write the ekspektasi khusus pimpinan of the core values; return the new version number.

    Law: PermenPANRB 6/2022, Lampiran (penetapan dan klarifikasi ekspektasi).
    Raises NotPermitted, NotEditable, StalePart.
    """
    version = hold_newest(plan)
    if not access.may_expect(by, version.plan):
        raise NotPermitted("Ekspektasi ditulis oleh penilai dan pemilik SKP.")
    refuse_unless_editable(version)
    if lock_no != version.lock_no:
        raise StalePart
    rows = list(BehaviorContent.objects.filter(plan_version=version))
    for row in rows:
        row.expectation = expectations.get(CoreValue(row.core_value), row.expectation)
    BehaviorContent.objects.bulk_update(rows, ["expectation"])
    return count_change(version)


@transaction.atomic
def change_annex(
    *,
    plan: Plan,
    parts: Mapping[AnnexPart, Sequence[str]],
    lock_no: int,
    by: Actor,
    at: dt.datetime,
) -> int:
    """Write the three parts of the annex, one line a row; return the new version number.

    Law: PermenPANRB 6/2022, Lampiran (penetapan dan klarifikasi ekspektasi).
    Raises NotPermitted, NotEditable, StalePart, TooManyLines.
    """
    version = hold_own_draft(plan, by)
    if lock_no != version.lock_no:
        raise StalePart
    lines = {part: [line.strip() for line in rows if line.strip()] for part, rows in parts.items()}
    if any(len(rows) > MOST_LINES for rows in lines.values()):
        raise TooManyLines
    AnnexLine.objects.filter(plan_version=version, part__in=list(lines)).delete()
    AnnexLine.objects.bulk_create(
        AnnexLine(plan_version=version, part=part.value, text=line, position=position)
        for part, rows in lines.items()
        for position, line in enumerate(rows, start=1)
    )
    return count_change(version)
