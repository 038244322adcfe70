"""Handing the result over: delivered, received, refused, received on paper."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.evaluations import access
from kinerja.evaluations.models import Evaluation, EvaluationEvent
from kinerja.evaluations.operations import common
from kinerja.evaluations.operations.following import suggest_guidance
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import url

NOT_DELIVERED = "Hasil ini belum diserahkan, atau sudah diterima."


class ImpossibleDay(Refusal):
    """A receipt lies between the delivery and today."""

    code = "impossible_day"
    message = "Tanggal terima berada di antara tanggal penyerahan dan hari ini."


@transaction.atomic
def deliver(*, evaluation: Evaluation, by: Actor, at: dt.datetime) -> EvaluationEvent:
    """Hand the decided version to the employee, who sees it from now on.

    Law: PermenPANRB 6/2022 Ps. 28; PP 30/2019 Ps. 59. Raises NotPermitted, WrongState.
    """
    slot = _of_evaluator(evaluation, by, "Hanya pejabat penilai hari ini yang menyerahkan hasil.")
    common.require_state(
        slot, "DECIDED", message="Yang diserahkan adalah hasil yang sudah ditetapkan."
    )
    event = common.append(slot, "DELIVERED", by, at)
    common.move(slot, "DELIVERED", at)
    common.record("delivered", slot, by, at, {"version": slot.current_version_id})
    common.tell_employee(
        slot,
        kind="evaluations.delivered",
        title=f"Hasil {common.title(slot)} diserahkan kepada Anda",
        body="Baca alasannya, lalu nyatakan terima.",
        at=at,
    )
    suggest_guidance(slot, at)
    return event


@transaction.atomic
def receive(
    *, evaluation: Evaluation, by: Actor, at: dt.datetime, note: str = ""
) -> EvaluationEvent:
    """Confirm the receipt; receiving is not agreeing, and the time to object starts.

    Law: PP 30/2019 Ps. 59. Raises NotPermitted, WrongState.
    """
    slot = common.locked(evaluation)
    if not access.may_receive(by, slot):
        raise NotPermitted("Hanya pegawai yang dinilai menyatakan terima.")
    common.require_state(slot, "DELIVERED", message=NOT_DELIVERED)
    event = common.append(slot, "RECEIVED", by, at, note)
    _received(slot, by, at, "RECEIVED")
    common.tell_evaluator(
        slot,
        kind="evaluations.received",
        title=f"{slot.employee.full_name} menerima hasil {common.title(slot)}",
        body="Waktu keberatan berjalan sejak hari itu.",
        location=url("evaluations:why", slot.pk),
        at=at,
    )
    return event


@transaction.atomic
def record_paper_receipt(
    *, evaluation: Evaluation, received_on: dt.date, by: Actor, at: dt.datetime, note: str = ""
) -> EvaluationEvent:
    """Record that the employee signed on paper, and on which day; the time to object starts there.

    Law: PP 30/2019 Ps. 59. Raises NotPermitted, WrongState, ImpossibleDay.
    """
    slot = _of_evaluator(evaluation, by, "Hanya pejabat penilai hari ini mencatat tanda terima.")
    common.require_state(slot, "DELIVERED", message=NOT_DELIVERED)
    delivered_at = _delivered_at(slot)
    if not clock.local_date(delivered_at) <= received_on <= clock.local_date(at):
        raise ImpossibleDay
    moment = max(clock.start_of(received_on), delivered_at)
    event = common.append(slot, "RECEIVED_ON_PAPER", by, moment, note)
    _received(slot, by, at, "RECEIVED_ON_PAPER")
    common.tell_employee(
        slot,
        kind="evaluations.received",
        title=f"Penilai mencatat Anda menerima hasil {common.title(slot)} di atas kertas",
        body="Waktu keberatan berjalan sejak tanggal yang dicatat.",
        at=at,
    )
    return event


@transaction.atomic
def record_refused_receipt(
    *, evaluation: Evaluation, note: str, by: Actor, at: dt.datetime
) -> EvaluationEvent:
    """Record that the employee would not take the result; it may still be received.

    Raises NotPermitted, WrongState, Refusal (without a note).
    """
    slot = _of_evaluator(evaluation, by, "Hanya pejabat penilai hari ini mencatat penolakan.")
    common.require_state(slot, "DELIVERED", message=NOT_DELIVERED)
    if not note.strip():
        raise Refusal("Tulis bagaimana penolakan itu terjadi dan siapa yang menyaksikan.")
    event = common.append(slot, "RECEIPT_REFUSED", by, at, note)
    common.record("receipt_refused", slot, by, at, {"version": slot.current_version_id})
    common.tell_employee(
        slot,
        kind="evaluations.receipt_refused",
        title=f"Penilai mencatat Anda belum mau menerima hasil {common.title(slot)}",
        body="Anda masih bisa menyatakan terima kapan saja.",
        at=at,
    )
    return event


def _of_evaluator(evaluation: Evaluation, by: Actor, message: str) -> Evaluation:
    slot = common.locked(evaluation)
    if not access.may_rate(by, slot):
        raise NotPermitted(message)
    return slot


def _delivered_at(slot: Evaluation) -> dt.datetime:
    events = EvaluationEvent.objects.filter(version_id=slot.current_version_id, kind="DELIVERED")
    return events.order_by("-at").values_list("at", flat=True)[0]


def _received(slot: Evaluation, by: Actor, at: dt.datetime, how: str) -> None:
    common.move(slot, "RECEIVED", at)
    common.record("received", slot, by, at, {"version": slot.current_version_id, "how": how})
