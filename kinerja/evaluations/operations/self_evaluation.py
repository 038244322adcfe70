"""The employee's own words: kept while they are written, locked when they are sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kinerja.evaluations import access
from kinerja.evaluations.models import Evaluation, SelfEvaluation
from kinerja.evaluations.operations import common
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal, Stale
from kinerja.ui.format import url


class NothingWritten(Refusal):
    """A self-evaluation says at least one thing."""

    code = "nothing_written"
    message = "Tulis paling sedikit satu jawaban, lalu kirim."


@transaction.atomic
def save_self_evaluation(
    *,
    evaluation: Evaluation,
    content: Mapping[str, Any],
    lock_no: int,
    by: Actor,
    at: dt.datetime,
) -> SelfEvaluation:
    """Keep the draft of its owner; drafts are not audited.

    Raises NotPermitted, WrongState, Stale (another window has saved since `lock_no`).
    """
    return _saved(_writable(evaluation, by), content, lock_no, at)


@transaction.atomic
def send_self_evaluation(
    *,
    evaluation: Evaluation,
    content: Mapping[str, Any],
    lock_no: int,
    by: Actor,
    at: dt.datetime,
) -> SelfEvaluation:
    """Hand the words to the evaluator; from here on they stand.

    Law: PermenPANRB 6/2022 Ps. 5 (penilaian kinerja).
    Raises NotPermitted, WrongState, Stale, NothingWritten.
    """
    slot = _writable(evaluation, by)
    if not _says_something(content):
        raise NothingWritten
    words = _saved(slot, content, lock_no, at)
    words.sent_at = at
    words.save(update_fields=["sent_at"])
    common.move(slot, "SELF_SENT", at)
    common.record("self_evaluation_sent", slot, by, at)
    common.tell_evaluator(
        slot,
        kind="evaluations.self_sent",
        title=f"{slot.employee.full_name} mengirim {common.title(slot)}",
        body="Baca bukti dan kata-katanya, lalu beri rating.",
        location=url("evaluations:rate", slot.pk),
        at=at,
    )
    return words


def _writable(evaluation: Evaluation, by: Actor) -> Evaluation:
    slot = common.locked(evaluation)
    if not access.may_write_self(by, slot):
        raise NotPermitted("Hanya pegawai itu sendiri yang menulis evaluasi dirinya.")
    common.require_state(
        slot, "OPEN", message="Evaluasi diri ini sudah terkirim atau tahapnya sudah lewat."
    )
    common.require_open_period(slot)
    return slot


def _saved(
    slot: Evaluation, content: Mapping[str, Any], lock_no: int, at: dt.datetime
) -> SelfEvaluation:
    words = SelfEvaluation.objects.filter(pk=slot.pk).first() or SelfEvaluation(evaluation=slot)
    if common.is_stale(words.lock_no, lock_no, words.content, content):
        raise Stale("Evaluasi diri ini tersimpan dari jendela lain. Pilih isian yang dipakai.")
    words.content, words.updated_at, words.lock_no = dict(content), at, words.lock_no + 1
    words.save()
    return words


def _says_something(content: Mapping[str, Any]) -> bool:
    answers = [text for told in content.get("results", {}).values() for text in told.values()]
    return any(text.strip() for text in [*answers, content.get("summary", "")])
