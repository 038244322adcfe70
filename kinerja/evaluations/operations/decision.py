"""The decision: two ratings become a predikat, with all that was known kept beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kinerja.cycles.queries import policy_on
from kinerja.evaluations import access, freezing
from kinerja.evaluations.frozen import Inputs
from kinerja.evaluations.models import (
    AnnualOutcome,
    Evaluation,
    EvaluationDraft,
    EvaluationVersion,
    SelfEvaluation,
)
from kinerja.evaluations.operations import common
from kinerja.evaluations.operations.rating import NOT_EVALUATOR, RATEABLE
from kinerja.evaluations.queries.content import sheet_of, stretch_of
from kinerja.evaluations.queries.organization import organization_rating_of
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.canonical import digest
from kinerja.foundation.refusals import NotPermitted, Refusal, Stale, WrongState
from kinerja.organization.queries import Line, evaluator_of
from kinerja.plans.models import Plan, PlanVersion
from regulation.grade import RULE_SET, Grade, Rating, performance_grade
from regulation.instruments import PERMENPANRB_6_2022
from regulation.ruling import Reason, Ruling

RATING_RULE = PERMENPANRB_6_2022.annex("kuadran kinerja")
STAGES = PERMENPANRB_6_2022.article("24")
AUTOMATIC = "SKP ini berlaku sampai hari terakhir tahun itu."
ONLY_PLAN = "SKP ini satu-satunya pada tahun itu."


class NotReady(Refusal):
    """Something that a lawful decision needs is missing."""

    code = "not_ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the evaluator decides: exactly two legal ratings, with reasons."""

    result_rating: str
    behavior_rating: str
    result_reason: str = ""
    behavior_reason: str = ""
    recommendation: str = ""


@transaction.atomic
def decide(
    *,
    evaluation: Evaluation,
    judgement: Judgement,
    seen_version: int,
    by: Actor,
    at: dt.datetime,
    correction_reason: str = "",
) -> EvaluationVersion:
    """Make the predikat of the two ratings, and freeze all that it rests on.

    `seen_version` is the number of the version the evaluator saw (0: none). After delivery a new
    decision is a correction with a reason, and must be delivered again.

    Law: PermenPANRB 6/2022, Lampiran (kuadran kinerja); PermenPANRB 6/2022 Ps. 24;
    PP 30/2019 Ps. 59.
    Raises NotPermitted, WrongState, Stale, NotReady.
    """
    slot = common.locked(evaluation)
    on = clock.local_date(at)
    line = _line_of(slot, by, on)
    common.require_state(
        slot, *RATEABLE, message="Evaluasi ini ditandai tidak dinilai. Buka lagi lebih dulu."
    )
    cause = _cause(slot, seen_version, correction_reason)
    ratings = require_complete(judgement)
    known = _known(slot, line, on)
    version = EvaluationVersion.objects.create(
        evaluation=slot,
        plan_version=known.version,
        decided_by_id=common.person(by),
        capacity=_capacity(line, by),
        decided_at=at,
        **cause,
        **_judged(ratings, judgement, known),
    )
    _settle(slot, version, by, at)
    return version


def _line_of(slot: Evaluation, by: Actor, on: dt.date) -> Line:
    """Return the line by which this person assesses today; only the evaluator decides."""
    line = evaluator_of(slot.placement_id, on)
    if not access.may_rate(by, slot) or line is None or line.evaluator_id != by.employee_id:
        raise NotPermitted(NOT_EVALUATOR)
    return line


def _judged(
    ratings: tuple[Rating, Rating], judgement: Judgement, known: freezing.Known
) -> dict[str, object]:
    """Apply the matrix to the two ratings; return the judgement with all it rests on."""
    result, behavior = ratings
    ruling = performance_grade(result=result, behavior=behavior)
    inputs = freezing.frozen_inputs(
        known,
        result=freezing.rating_input(result, judgement.result_reason.strip()),
        behavior=freezing.rating_input(behavior, judgement.behavior_reason.strip()),
        ruling=ruling,
        rule_set=RULE_SET,
        notes=judgement.recommendation.strip(),
    )
    return _decided(ruling, inputs, known)


def _settle(slot: Evaluation, version: EvaluationVersion, by: Actor, at: dt.datetime) -> None:
    """Let the slot follow its new version, drop the draft, and write down who decided."""
    EvaluationDraft.objects.filter(pk=slot.pk).delete()
    common.move(slot, "DECIDED", at, current_version_id=version.pk)
    if slot.kind == "ANNUAL":
        _set_outcome(slot, version, by)
    told = {
        "version": version.no,
        "cause": version.cause,
        "plan_version": version.plan_version.no,
    }
    common.record("decided", slot, by, at, told)


def _decided(ruling: Ruling[Grade], inputs: Inputs, known: freezing.Known) -> dict[str, object]:
    """Return the columns that hold the judgement, and the digest over what it rests on."""
    return {
        "result_rating": inputs["result_rating"]["value"],
        "behavior_rating": inputs["behavior_rating"]["value"],
        "grade": ruling.outcome.value,
        "rule_set": RULE_SET,
        "reasons": {
            "result": inputs["result_rating"]["reason"],
            "behavior": inputs["behavior_rating"]["reason"],
            "recommendation": inputs["notes"],
        },
        "because": [reason.as_json() for reason in ruling.because],
        "organization_rating": known.organization.value if known.organization else "",
        "inputs": inputs,
        "inputs_digest": digest(inputs),
    }


def _cause(slot: Evaluation, seen_version: int, reason: str) -> dict[str, Any]:
    """Return why this version is made, and its number."""
    latest = slot.versions.order_by("-no").values_list("no", flat=True).first() or 0
    if latest != seen_version:
        raise Stale("Evaluasi ini baru saja ditetapkan dari jendela lain. Periksa hasilnya dulu.")
    told = slot.versions.filter(events__kind="DELIVERED").exists()
    if not told:
        common.require_open_period(slot)
        return {"no": latest + 1, "cause": "REPLACED" if latest else "FIRST", "cause_reason": ""}
    if not reason.strip():
        raise NotReady("Hasil sudah diserahkan. Tulis alasan koreksi, lalu tetapkan.")
    return {"no": latest + 1, "cause": "CORRECTION", "cause_reason": reason.strip()}


def require_complete(judgement: Judgement) -> tuple[Rating, Rating]:
    """Return the two ratings; each other than SESUAI needs a reason.

    Raises NotReady with all that is missing.
    """
    asked = (
        ("hasil kerja", judgement.result_rating, judgement.result_reason),
        ("perilaku kerja", judgement.behavior_rating, judgement.behavior_reason),
    )
    missing = []
    for name, value, reason in asked:
        if value not in Rating.__members__:
            missing.append(f"Pilih rating {name}.")
        elif value != "SESUAI" and not reason.strip():
            missing.append(f"Tulis alasan rating {name}: rating selain Sesuai perlu alasan.")
    if missing:
        because = [Reason(RATING_RULE, text, code="RATING_MISSING") for text in missing]
        raise NotReady("Lengkapi dua rating, lalu tetapkan.", because)
    return Rating(judgement.result_rating), Rating(judgement.behavior_rating)


def _known(slot: Evaluation, line: Line, on: dt.date) -> freezing.Known:
    """Read all that stands today beside the ratings."""
    policy = policy_on(on)
    version = PlanVersion.objects.filter(plan_id=slot.plan_id, state="AGREED").first()
    if version is None:
        raise WrongState("SKP ini belum punya versi yang disepakati.")
    standing = organization_rating_of(slot, on)
    if policy.require_organization_rating and standing.rating is None:
        text = "Capaian organisasi ditetapkan sebelum predikat pegawai."
        raise NotReady(
            f"Capaian organisasi {standing.unit_name} belum ditetapkan. "
            "Minta pimpinan satu tingkat di atas unit itu menetapkannya.",
            [Reason(STAGES, text, code="ORGANIZATION_FIRST")],
        )
    return freezing.Known(
        evaluation=slot,
        version=version,
        sheet=sheet_of(plan_id=slot.plan_id, version_id=version.pk, stretch=stretch_of(slot)),
        words=SelfEvaluation.objects.filter(pk=slot.pk).first(),
        organization=standing.rating,
        line=line,
        on=on,
        replaces_last_period=policy.annual_replaces_last_period,
    )


def _capacity(line: Line, by: Actor) -> str:
    """Return in which capacity the evaluator acts: himself, as Plt or Plh, or above a vacancy."""
    words = {
        "PLT": "pejabat penilai kinerja (Plt)",
        "PLH": "pejabat penilai kinerja (Plh)",
        "ABOVE": "atasan pejabat penilai kinerja",
    }
    return words.get(line.via, "pejabat penilai kinerja")


def _set_outcome(slot: Evaluation, version: EvaluationVersion, by: Actor) -> None:
    """Let the annual decision count for the year where nobody has to choose between plans."""
    year = slot.plan.year
    standing = (
        AnnualOutcome.objects.select_for_update(of=("self",))
        .filter(employee_id=slot.employee_id, year=year)
        .select_related("evaluation_version")
        .first()
    )
    is_last = slot.plan.held.upper is None or slot.plan.held.upper >= year.held.upper
    others = Plan.objects.filter(employee_id=slot.employee_id, year=year).exclude(pk=slot.plan_id)
    if standing is None:
        if is_last or not others.exists():
            AnnualOutcome.objects.create(
                employee_id=slot.employee_id,
                year=year,
                evaluation_version=version,
                chosen_by_id=common.person(by),
                reason=AUTOMATIC if is_last else ONLY_PLAN,
            )
        return
    is_same = standing.evaluation_version.evaluation_id == slot.pk
    if is_same or (is_last and standing.reason in {AUTOMATIC, ONLY_PLAN}):
        standing.evaluation_version, standing.chosen_by_id = version, common.person(by)
        standing.reason = standing.reason if is_same else AUTOMATIC
        standing.save(update_fields=["evaluation_version", "chosen_by", "reason"])


@transaction.atomic
def choose_outcome(
    *, evaluation: Evaluation, reason: str, by: Actor, at: dt.datetime
) -> AnnualOutcome:
    """Let another plan's annual evaluation count for the year; the current evaluator decides.

    Raises NotPermitted, WrongState, Refusal (without a reason).
    """
    slot = common.locked(evaluation)
    latest = Plan.objects.filter(employee_id=slot.employee_id, year=slot.plan.year)
    placement = latest.order_by("-held").values_list("placement_id", flat=True)[0]
    if placement not in by.evaluates or by.employee_id in {None, slot.employee_id}:
        raise NotPermitted("Penilai pegawai ini sekarang yang memilih predikat tahunannya.")
    if slot.kind != "ANNUAL" or slot.current_version_id is None:
        raise WrongState("Pilih evaluasi tahunan yang sudah ditetapkan.")
    if not reason.strip():
        raise Refusal("Tulis mengapa SKP ini yang dipakai.")
    outcome, _ = AnnualOutcome.objects.update_or_create(
        employee_id=slot.employee_id,
        year=slot.plan.year,
        defaults={
            "evaluation_version_id": slot.current_version_id,
            "chosen_by_id": common.person(by),
            "reason": reason.strip(),
        },
    )
    common.record("outcome_chosen", slot, by, at, {"version": slot.current_version_id})
    return outcome
