"""The nine statements: the employee answers, the superior of the mentor reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.guidance import access
from kinerja.guidance.models import Guidance, Statement, StatementAnswers
from kinerja.guidance.operations import common
from kinerja.guidance.queries import mentors
from kinerja.guidance.refusals import AlreadyAnswered, NotBegun, NotNine

VALUES = range(1, 5)


@transaction.atomic
def answer_statements(
    *,
    guidance: Guidance,
    values: Mapping[int, int],
    words: str,
    by: Actor,
    at: dt.datetime,
) -> StatementAnswers:
    """Answer the nine statements once; only the superior of the mentor reads them.

    Law: PermenPANRB 6/2022, Lampiran (format B.1.8).
    Raises NotPermitted, NotBegun, AlreadyAnswered, NotNine.
    """
    held = common.locked(guidance)
    if not access.is_own(by, held):
        raise NotPermitted("Pernyataan ini diisi oleh pegawai yang dibimbing.")
    if held.mentor_id is None:
        raise NotBegun
    if StatementAnswers.objects.filter(guidance=held).exists():
        raise AlreadyAnswered
    superior_id = mentors.superior_of(held.mentor_id, held.employee_id, common.city_day(at))
    made = StatementAnswers.objects.create(
        guidance=held,
        employee_id=held.employee_id,
        superior_id=superior_id,
        answers=_answers(values),
        words=words,
        sent_at=at,
    )
    # No unit: whoever manages it may be the mentor himself.
    audit.record("guidance.answers.sent", subject=made, by=by, at=at, about=held.employee_id)
    title = "Ada umpan balik tentang bimbingan untuk Anda baca."
    common.tell(
        [superior_id], held, kind="answered", title=title, by=by, at=at, page="guidance:answers"
    )
    return made


def _answers(values: Mapping[int, int]) -> list[dict[str, Any]]:
    """Return the answers beside the words as they stand now. Raises NotNine."""
    statements = list(Statement.objects.order_by("no"))
    if set(values) != {one.pk for one in statements} or not set(values.values()) <= set(VALUES):
        raise NotNine
    return [
        {
            "no": one.no,
            "text": one.text,
            "is_verified": one.is_verified,
            "value": values[one.no],
        }
        for one in statements
    ]


@transaction.atomic
def word_statement(
    *, no: int, text: str, is_verified: bool, by: Actor, at: dt.datetime
) -> Statement:
    """Change the wording of a statement; answers already given keep theirs. Raises NotPermitted."""
    held = Statement.objects.select_for_update().get(pk=no)
    if not access.may_word(by):
        raise NotPermitted("Rumusan pernyataan diubah oleh pengelola kinerja kota.")
    held.text, held.is_verified = text, is_verified
    held.save(update_fields=["text", "is_verified"])
    changes = {"no": no, "is_verified": is_verified}
    audit.record("guidance.statement.worded", subject=held, by=by, at=at, changes=changes)
    return held
