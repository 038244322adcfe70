"""Papers become answers: the only door, for the grid and for files."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.organization.imports import waiting
from kinerja.organization.imports.sheets import Found
from kinerja.services.models import Counter, Service
from kinerja.surveys.flags import flags_of
from kinerja.surveys.models import Comment, InboxAnswer, PaperImport, Source
from kinerja.surveys.paper.access import NOT_YOURS, may_enter
from kinerja.surveys.paper.papers import Paper, first_day
from kinerja.surveys.screening import screened

_dice = random.SystemRandom()


class NothingFilled(Refusal):
    """No paper says anything."""

    code = "nothing_filled"
    message = "Belum ada lembar yang terisi. Ketik nilai 1 sampai 4 pada satu lembar."


class UnlikelyDay(Refusal):
    """A day that has not come, or whose quarter is long told."""

    code = "unlikely_day"


@transaction.atomic
def enter_papers(*, service: Service, papers: Sequence[Paper], by: Actor, at: dt.datetime) -> int:
    """Put papers into the inbox in random order; return how many.

    Raises NotPermitted, WrongState, UnlikelyDay, NothingFilled.
    """
    service = _opened(service, by)
    count, comments = _keep(service, papers, clock.local_date(at))
    changes = {"answers": count, "comments": comments}
    audit.record(
        "surveys.paper.entered",
        subject=service,
        by=by,
        at=at,
        unit=service.unit_id,
        changes=changes,
    )
    return count


def _opened(service: Service, by: Actor) -> Service:
    """Return the service, locked; comments that come meanwhile need not wait."""
    service = Service.objects.select_for_update(no_key=True).get(pk=service.pk)
    if not may_enter(by, service.unit_id):
        raise NotPermitted(NOT_YOURS)
    if service.state != Service.State.OPEN:
        raise WrongState("Layanan ini sudah ditutup. Jawaban kertas tidak diterima lagi.")
    return service


def _keep(service: Service, papers: Sequence[Paper], today: dt.date) -> tuple[int, int]:
    """Store the papers, and apart from them, in another order, what was written on them."""
    if not any(score is not None for paper in papers for score in paper.scores):
        raise NothingFilled
    _check_days(service, papers, today)
    _check_counters(service, papers)
    answers = [_answer(service, paper) for paper in papers]
    words = [
        Comment(service=service, month=paper.day.replace(day=1), text=text)
        for paper in papers
        if (text := screened(paper.text))
    ]
    _dice.shuffle(answers)
    _dice.shuffle(words)
    InboxAnswer.objects.bulk_create(answers, batch_size=500)
    Comment.objects.bulk_create(words, batch_size=500)
    return len(answers), len(words)


def _answer(service: Service, paper: Paper) -> InboxAnswer:
    scores = {f"u{number}": score for number, score in enumerate(paper.scores, 1)}
    return InboxAnswer(
        service=service,
        counter_id=paper.counter_id,
        day=paper.day,
        half=paper.half,
        sex=paper.sex,
        age=paper.age,
        education=paper.education,
        occupation=paper.occupation,
        source=Source.PAPER,
        flags=int(flags_of(paper.scores, None)),
        **scores,
    )


def _check_days(service: Service, papers: Sequence[Paper], today: dt.date) -> None:
    first = max(first_day(today), service.opened_on)
    for day in {paper.day for paper in papers}:
        if not first <= day <= today:
            raise UnlikelyDay(
                f"Tanggal {day:%d-%m-%Y} tidak diterima. Tulis hari dari {first:%d-%m-%Y}"
                f" sampai hari ini: triwulan ini dan triwulan sebelumnya."
            )


def _check_counters(service: Service, papers: Sequence[Paper]) -> None:
    closed = dict(Counter.objects.filter(service=service).values_list("pk", "closed_on"))
    for paper in papers:
        if paper.counter_id not in closed:
            raise WrongState("Loket ini bukan loket layanan ini. Muat ulang halaman.")
        end = closed[paper.counter_id]
        if end is not None and end < paper.day:
            raise WrongState(f"Loket itu sudah ditutup pada {end:%d-%m-%Y}. Pilih loket lain.")


@transaction.atomic
def keep_import(
    *, service: Service, found: Found, again: bool, by: Actor, at: dt.datetime
) -> PaperImport:
    """Let a file that was read wait for a decision.

    Raises NotPermitted, WrongState, SameFile.
    """
    service = _opened(service, by)
    if not again:
        waiting.check_new(_files_of(service), found.sha256)
    rows: list[Any] = [row["paper"] for row in found.good]
    words = [row["words"] for row in found.good if row["words"]]
    _dice.shuffle(rows)
    _dice.shuffle(words)
    source = PaperImport.objects.create(
        service=service, **waiting.kept_of(found, by=by, at=at), rows=rows, words=words
    )
    audit.record("surveys.paper.uploaded", subject=source, by=by, at=at, unit=service.unit_id)
    return source


def _files_of(service: Service) -> QuerySet[PaperImport]:
    return PaperImport.objects.filter(service=service)


@transaction.atomic
def apply_import(
    *, source: PaperImport, skip_faulty: bool, again: bool, by: Actor, at: dt.datetime
) -> int:
    """Put the good rows of a file into the inbox; return how many. They leave the file with that.

    Raises NotPermitted, WrongState, FaultyRows, SameFile, UnlikelyDay.
    """
    service = _opened(source.service, by)
    source = PaperImport.objects.select_for_update().get(pk=source.pk)
    waiting.check_waits(source)
    waiting.check_faults(source, skip_faulty=skip_faulty)
    if not again:
        waiting.check_new(_files_of(service), source.file_sha256)
    papers = [_paper(row) for row in source.rows]
    count, _ = _keep(service, papers, clock.local_date(at))
    comments = _keep_words(service, source.words)
    waiting.applied(source, at=at)
    audit.record(
        "surveys.paper.imported",
        subject=source,
        by=by,
        at=at,
        unit=service.unit_id,
        changes={"answers": count, "comments": comments, "left_out": source.faulty},
    )
    return count


def _paper(row: list[Any]) -> Paper:
    counter_id, day, half, scores, *profile = row
    return Paper(counter_id, dt.date.fromisoformat(day), half, tuple(scores), *profile)


def _keep_words(service: Service, words: list[list[str]]) -> int:
    kept = [
        Comment(service=service, month=dt.date.fromisoformat(month), text=text)
        for month, text in words
    ]
    Comment.objects.bulk_create(kept, batch_size=500)
    return len(kept)


@transaction.atomic
def leave_import(*, source: PaperImport, by: Actor, at: dt.datetime) -> None:
    """Throw away a file that waits. Raises NotPermitted, WrongState."""
    source = PaperImport.objects.select_for_update().get(pk=source.pk)
    if not may_enter(by, source.service.unit_id):
        raise NotPermitted(NOT_YOURS)
    waiting.check_waits(source)
    waiting.left(source)
    audit.record("surveys.paper.left", subject=source, by=by, at=at, unit=source.service.unit_id)


@transaction.atomic
def forget_left(*, at: dt.datetime) -> int:
    """Throw away the files that nobody decided about. Law: UU 27/2022 Ps. 16."""
    return waiting.forget(PaperImport.objects.all(), at=at)
