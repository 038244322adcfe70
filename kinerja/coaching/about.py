"""What feedback is about, as forms write it: umum, hasil-12, bukti-5, perilaku-LOYAL."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.foundation.keys import key_of

GENERAL, RESULT, EVIDENCE, BEHAVIOR = "umum", "hasil", "bukti", "perilaku"
LABEL = "Pekerjaan secara umum"


@dataclass(frozen=True, slots=True)
class About:
    """The person, a result or evidence of the plan, or one of the seven values."""

    result_id: int | None = None
    evidence_id: int | None = None
    core_value: str = ""

    @property
    def kind(self) -> str:
        if self.evidence_id is not None:
            return "evidence"
        if self.result_id is not None:
            return "result"
        return "behavior" if self.core_value else "person"

    @property
    def subject_id(self) -> int | None:
        return self.result_id if self.evidence_id is None else self.evidence_id

    @property
    def is_of_plan(self) -> bool:
        """Only who may read the plan knows of its results and evidence."""
        return self.subject_id is not None

    @property
    def written(self) -> str:
        """As forms and addresses write it."""
        match self.kind:
            case "evidence":
                return f"{EVIDENCE}-{self.evidence_id}"
            case "result":
                return f"{RESULT}-{self.result_id}"
            case "behavior":
                return f"{BEHAVIOR}-{self.core_value}"
        return GENERAL


def read_about(written: str) -> About:
    """Return what a form or an address means; anything unknown is the person."""
    kind, _, key = written.partition("-")
    if kind == BEHAVIOR:
        return About(core_value=key[:22])
    if kind == RESULT:
        return About(result_id=key_of(key))
    if kind == EVIDENCE:
        return About(evidence_id=key_of(key))
    return About()


def stored_about(kind: str, subject_id: int | None, core_value: str) -> About:
    """Return what a stored request is about."""
    if kind == "evidence":
        return About(evidence_id=subject_id)
    return About(result_id=subject_id if kind == "result" else None, core_value=core_value)
