"""What a plan still lacks, as links to the field; what is advised; what is right."""

from __future__ import annotations

from typing import NamedTuple

from kinerja.organization.queries import Line
from kinerja.plans.hints import Hint, hints_for, shorten
from kinerja.plans.queries import Content, PlanHead, ResultView, SuperiorRow
from kinerja.ui.format import url
from regulation.behavior import CoreValue
from regulation.plan import AnnexPart
from regulation.ruling import Reason

Link = tuple[str, str]


class Part(NamedTuple):
    """One part in the task list of a phone."""

    title: str
    note: str
    href: str
    state: str  # done, missing, new


class Checks(NamedTuple):
    """The right column of the editor."""

    missing: list[Link]
    reasons: tuple[Reason, ...]
    advice: list[Link]
    right: list[Link]
    parts: list[Part]

    @property
    def is_ready(self) -> bool:
        return not self.missing

    @property
    def finished(self) -> int:
        return sum(part.state == "done" for part in self.parts)

    @property
    def next_part(self) -> Part | None:
        return next((part for part in self.parts if part.state != "done"), None)


def checks_of(
    head: PlanHead, content: Content, line: Line | None, superior: list[SuperiorRow]
) -> Checks:
    """Say what is missing, advised and right in a draft.

    Law: PermenPANRB 6/2022, Lampiran (formulir SKP).
    """
    ruling = content.ruling(model=head.model, approach=head.approach)
    owners = {
        f"indikator-{row.indicator_id}": view for view in content.results for row in view.indicators
    } | {f"rhk-{view.id}": view for view in content.results}
    lacking = {owners[reason.where].id for reason in ruling.because if reason.where in owners}
    return Checks(
        missing=_missing(head, ruling.because, owners),
        reasons=ruling.because,
        advice=[_advice(head, hint) for hint in hints_for(content, superior)],
        right=_right(head, content, line, bool(lacking)),
        parts=_parts(head, content, lacking),
    )


SHORT = {
    "TEXT_EMPTY": "tulis isinya",
    "RESULT_WITHOUT_INDICATOR": "tambahkan indikator",
    "PERSPECTIVE_MISSING": "pilih perspektif",
    "MAIN_RESULT_WITHOUT_PARENT": "pilih hasil kerja pimpinan, atau tulis alasannya",
    "INDICATOR_WITHOUT_TARGET": "isi target",
    "ASPECT_MISSING": "pilih aspek",
}
FIELDS = {
    "TEXT_EMPTY": "teks",
    "PERSPECTIVE_MISSING": "perspektif",
    "MAIN_RESULT_WITHOUT_PARENT": "induk",
    "INDICATOR_WITHOUT_TARGET": "target",
    "ASPECT_MISSING": "aspek",
}


def _missing(
    head: PlanHead, reasons: tuple[Reason, ...], owners: dict[str, ResultView]
) -> list[Link]:
    return [(_words(reason, owners), _place(head, reason, owners)) for reason in reasons]


def _words(reason: Reason, owners: dict[str, ResultView]) -> str:
    view = owners.get(reason.where)
    if view is None and reason.where in set(AnnexPart):
        return f"Lampiran: isi {AnnexPart(reason.where).label.lower()}"
    if view is None:
        return reason.text
    named = next(
        (row.text for row in view.indicators if f"indikator-{row.indicator_id}" == reason.where), ""
    )
    about = f" “{shorten(named, 40)}”" if named else ""
    is_indicator = reason.where.startswith("indikator-") and not named
    if is_indicator and reason.code == "TEXT_EMPTY":
        return f"RHK {view.no}: tulis indikatornya"
    return f"RHK {view.no}: {SHORT[reason.code]}{about}{' indikator' if is_indicator else ''}"


def _place(head: PlanHead, reason: Reason, owners: dict[str, ResultView]) -> str:
    view = owners.get(reason.where)
    if view is not None:
        start = url("plans:result_edit", head.id, view.id)
        field = FIELDS.get(reason.code, "")
        kind, _, key = reason.where.partition("-")
        prefix = f"i{key}-" if kind == "indikator" else ""
        return f"{start}#id_{prefix}{field}" if field else start
    if reason.where in set(AnnexPart):
        return f"{url('plans:annex', head.id)}#id_{reason.where.lower()}"
    if reason.where in set(CoreValue):
        return url("plans:behaviors", head.id)
    return url("plans:result_new", head.id)


def _advice(head: PlanHead, hint: Hint) -> Link:
    href = url("plans:result_edit", head.id, hint.result_id) if hint.result_id else ""
    return hint.text, href


def _right(head: PlanHead, content: Content, line: Line | None, lacking: bool) -> list[Link]:  # noqa: FBT001
    right = []
    if line and line.evaluator_id:
        right.append((f"Penilai Anda: {line.evaluator_name}", ""))
    linked = [view for view in content.main if view.row.parent_result_id]
    if linked and len(linked) == len(content.main):
        right.append(("Setiap RHK utama mendukung hasil kerja pimpinan", ""))
    if content.results and not lacking:
        right.append(("Setiap RHK punya indikator dan target", ""))
    if len(content.behaviors) == len(CoreValue):
        right.append(("Tujuh nilai perilaku kerja lengkap", ""))
    return right


def _parts(head: PlanHead, content: Content, lacking: set[int]) -> list[Part]:
    parts = [
        Part(
            f"RHK {view.no}: {shorten(view.row.text, 50) or 'belum ditulis'}",
            view.summary,
            url("plans:result_edit", head.id, view.id),
            "missing" if view.id in lacking else "done",
        )
        for view in content.results
    ]
    if not content.main:
        parts.insert(0, Part("RHK utama", "", url("plans:result_new", head.id), "new"))
    written = sum(bool(row.expectation) for row in content.behaviors)
    note = f"7 nilai, {written} dengan ekspektasi khusus" if written else "7 nilai perilaku"
    parts.append(Part("Perilaku kerja BerAKHLAK", note, url("plans:behaviors", head.id), "done"))
    parts.append(_annex(head, content))
    return parts


def _annex(head: PlanHead, content: Content) -> Part:
    filled = sum(bool(lines) for _, lines in content.annex_parts())
    state = "done" if filled == len(AnnexPart) else ("missing" if filled else "new")
    note = "Sumber daya, pertanggungjawaban, konsekuensi"
    return Part("Lampiran", note, url("plans:annex", head.id), state)
