"""Deciding, as a person and with a reason, whether flagged answers of a quarter count."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.services.access import may_administer
from kinerja.services.models import Service
from kinerja.surveys import access
from kinerja.surveys.models import Basis, Index, Ruling
from kinerja.surveys.operations import night
from kinerja.surveys.periods import QUARTER


class NothingFlagged(WrongState):
    """There is nothing to decide."""

    code = "survey_nothing_flagged"
    message = "Tidak ada jawaban bertanda pada triwulan ini, jadi tidak ada yang perlu diputuskan."


class NotYet(WrongState):
    """A quarter that has not begun."""

    code = "survey_quarter_not_begun"
    message = "Triwulan ini belum mulai. Pilih triwulan yang sudah berjalan."


class ReasonMissing(Refusal):
    """A decision without a reason helps nobody later."""

    code = "survey_ruling_reason"
    message = "Tulis apa yang Anda periksa dan mengapa Anda memutuskan demikian."


@transaction.atomic
def rule(
    *,
    service: Service,
    starts: dt.date,
    leave_out: bool,
    reason: str,
    by: Actor,
    at: dt.datetime,
) -> Ruling:
    """Decide whether the flagged answers of a quarter count; the figures follow at once.

    The answers stay as they are, and the last decision of a quarter holds.
    Raises NotPermitted, NotYet, NothingFlagged, ReasonMissing.
    """
    locked = Service.objects.select_for_update(no_key=True).get(pk=service.pk)
    if by.user_id is None or not may_administer(by, locked.unit_id):
        raise NotPermitted(access.NOT_YOUR_RULING)
    _refuse_what_needs_none(locked, starts, at)
    if not reason.strip():
        raise ReasonMissing
    ruling = Ruling.objects.create(
        service=locked,
        starts=starts,
        leave_out=leave_out,
        reason=reason.strip(),
        by_id=by.user_id,
        at=at,
    )
    night.recompute(service_id=locked.pk, starts=starts, at=at)
    _record(ruling, unit=locked.unit_id, by=by)
    return ruling


def _record(ruling: Ruling, *, unit: int, by: Actor) -> None:
    changes = {
        "service": ruling.service_id,
        "starts": ruling.starts.isoformat(),
        "leave_out": ruling.leave_out,
    }
    audit.record(
        "surveys.ruling.made", subject=ruling, by=by, at=ruling.at, unit=unit, changes=changes
    )


def _refuse_what_needs_none(service: Service, starts: dt.date, at: dt.datetime) -> None:
    if starts > clock.local_date(at):
        raise NotYet
    rows = Index.objects.filter(service=service, starts=starts, months=QUARTER)
    counts = dict(rows.values_list("basis", "answers"))
    if counts.get(Basis.ALL, 0) <= counts.get(Basis.UNFLAGGED, 0):
        raise NothingFlagged
