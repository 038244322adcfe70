"""A plan as it is read, and as it is written."""

from __future__ import annotations

import json
from typing import Any

from bench.floor.frame import Visitor, page, rows
from bench.floor.words import (
    BADGE,
    ICON,
    day,
    esc,
    full,
    local,
    target,
    today,
    weekday,
)
from regulation.behavior import CoreValue
from regulation.plan import AnnexPart

HEAD = """
SELECT p.id, p.placement_id, p.year_id, y.year, y.plans_due_on, lower(p.held), upper(p.held) - 1,
  p.model, p.approach, p.state, p.state_since, e.id, e.title_front, e.name, e.title_back, post.title,
  (SELECT name FROM unit_period WHERE unit_id = p.unit_id ORDER BY valid DESC LIMIT 1),
  v.id, v.no, v.state, v.lock_no, v.submitted_at, v.returned_at, v.return_notes, v.agreed_at,
  v.capacity, v.parties::text
FROM plan p JOIN performance_year y ON y.id = p.year_id JOIN employee e ON e.id = p.employee_id
JOIN placement post ON post.id = p.placement_id JOIN plan_version v ON v.plan_id = p.id
WHERE p.id = %s AND (p.employee_id = %s OR p.placement_id = ANY(%s) OR p.unit_id = ANY(%s)
  OR p.unit_id = ANY(%s) OR p.unit_id = ANY(%s))
ORDER BY v.no DESC LIMIT 1
"""
RESULTS = """
SELECT c.result_id, c.kind, c.text, c.perspective, c.no_parent_reason, c.parent_result_id,
  e.title_front, e.name, e.title_back, coalesce(
  (SELECT w.text FROM result_content w JOIN plan_version v ON v.id = w.plan_version_id
   WHERE w.result_id = c.parent_result_id AND v.state = 'AGREED' ORDER BY v.no DESC LIMIT 1),
  (SELECT w.text FROM result_content w JOIN plan_version v ON v.id = w.plan_version_id
   WHERE w.result_id = c.parent_result_id ORDER BY v.no DESC LIMIT 1))
FROM result_content c LEFT JOIN employee e ON e.id = c.assigned_by_id
WHERE c.plan_version_id = %s AND c.deleted_at IS NULL ORDER BY c.kind DESC, c.position, c.id
"""
INDICATORS = """
SELECT i.result_id, c.text, c.aspect, c.target, c.target_date, c.target_text, c.unit
FROM indicator_content c JOIN indicator i ON i.id = c.indicator_id WHERE c.plan_version_id = %s
ORDER BY c.position, c.id
"""
BEHAVIORS = (
    "SELECT core_value, expectation FROM behavior_content WHERE plan_version_id = %s ORDER BY id"
)
ANNEX = "SELECT part, text FROM annex_line WHERE plan_version_id = %s ORDER BY position, id"
VERSIONS = """
SELECT no, state, submitted_at, agreed_at FROM plan_version WHERE plan_id = %s ORDER BY no DESC
"""
LINE = """
SELECT who.id, who.title_front, who.name, who.title_back, boss.title_front, boss.name,
  boss.title_back FROM evaluators(%s, %s::bigint[]) line
LEFT JOIN employee who ON who.id = line.evaluator_id
LEFT JOIN employee boss ON boss.id = line.superior_id
"""
SUPERIOR = """
SELECT c.result_id, c.kind, c.text, v.agreed_at FROM result_content c
JOIN result r ON r.id = c.result_id JOIN plan p ON p.id = r.plan_id
JOIN plan_version v ON v.id = c.plan_version_id
WHERE p.employee_id = %s AND p.year_id = %s AND v.state = 'AGREED' AND c.deleted_at IS NULL
ORDER BY c.kind DESC, c.position, c.id
"""
EYE = f'<p class="visible-to">{ICON["eye"]}Dilihat oleh pegawai, penilai, pimpinan unit, pengelola, dan auditor</p>'


class Plan:
    """What both pages read."""

    def __init__(self, visitor: Visitor, id_: int) -> None:
        found = rows(HEAD, id_, *visitor.scopes)[0]
        (
            self.id, self.placement, self.year_id, self.year, self.due, self.starts, self.ends,
            self.model, self.approach, _, _, _, front, name, back, self.post, self.unit,
            self.version, self.no, self.state, _, self.submitted, self.returned, self.notes,
            self.agreed, self.capacity, parties,
        ) = found  # fmt: skip
        self.owner = full(front, name, back)
        self.parties = json.loads(parties) if parties else None
        self.line = rows(LINE, today(), [self.placement])
        self.results = rows(RESULTS, self.version)
        self.indicators: dict[int, list[Any]] = {}
        for result, *rest in rows(INDICATORS, self.version):
            self.indicators.setdefault(result, []).append(rest)
        self.behaviors = rows(BEHAVIORS, self.version)
        self.annex = rows(ANNEX, self.version)

    @property
    def evaluator(self) -> str:
        return full(*self.line[0][1:4]) if self.line else "penilai yang belum ditetapkan"


def show(visitor: Visitor, id_: int) -> str:
    plan = Plan(visitor, id_)
    versions = rows(VERSIONS, id_)
    by = esc(plan.parties["evaluator"]["name"]) if plan.parties else plan.evaluator
    agreed, sent = local(plan.agreed), local(plan.submitted)
    late = ", terlambat" if sent.date() > plan.due else ""
    groups = (("Hasil kerja utama", "UTAMA"), ("Hasil kerja tambahan", "TAMBAHAN"))
    main = f"""{_trail(plan)}<div class="page-head page-head--with-actions">
<h1>SKP {plan.year}</h1>
<p class="status-line">Disepakati dengan {by} pada {day(agreed)}.</p><div class="page-head__actions actions"><a class="button button--secondary" href="/skp/{id_}/pdf/">{ICON["download"]}Unduh PDF</a>
</div></div>
<div class="below-6"><ol class="steps" role="list" aria-label="Tahap perencanaan">
<li class="done"><b>Menyusun<span class="visually-hidden">, selesai</span></b><span>{plan.owner}</span></li>
<li class="done"><b>Ditinjau<span class="visually-hidden">, selesai</span></b><span>{by}, diajukan {day(sent)}{late}</span></li>
<li class="done"><b>Disepakati<span class="visually-hidden">, selesai</span></b><span>{day(agreed)}</span></li>
</ol>
</div>
<div class="two-columns">
<div>
{"".join(_group(plan, title, kind) for title, kind in groups)}<section class="section" id="perilaku">
<div class="section-title"><h2>Perilaku kerja</h2></div>
<dl class="summary-list">
{"".join(_behavior(*one) for one in plan.behaviors)}</dl>
</section>
<section class="section" id="lampiran">
<div class="section-title"><h2>Lampiran</h2></div>
<dl class="summary-list">
{"".join(_part(part, plan.annex) for part in AnnexPart)}</dl>
</section></div>
<aside>
<section class="quiet-panel">
<h2 class="below-2">Tentang SKP ini</h2><dl class="summary-list summary-list--tight">
<div><dt>Pegawai</dt><dd>{plan.owner}</dd></div>
<div><dt>Jabatan</dt><dd>{esc(plan.post)}</dd></div>
<div><dt>Unit kerja</dt><dd>{esc(plan.unit)}</dd></div>
<div><dt>Berlaku</dt><dd>{day(plan.starts)} s.d. {day(plan.ends)}</dd></div>
<div><dt>Penilai</dt><dd>{by}, {esc(plan.capacity)}</dd></div>
<div><dt>Pendekatan</dt><dd>{"Kuantitatif" if plan.approach == "KUANTITATIF" else "Kualitatif"}</dd></div>
</dl>
<div class="above-4">{EYE}
</div>
</section>
<div class="above-5">
<section class="quiet-panel">
<h2 class="below-2">Versi</h2><ol class="timeline" role="list">
{"".join(_version(*one) for one in versions)}</ol>
</section>
</div>
</aside>
</div>
"""
    return page("plan", visitor, f"SKP {plan.year}", main)


def _trail(plan: Plan) -> str:
    return f"""<nav class="trail" aria-label="Remah roti"><ol role="list">
<li><a href="/skp/">SKP saya</a></li>
<li><span aria-current="page" class="muted">{plan.year}</span></li>
</ol></nav>
"""


def _group(plan: Plan, title: str, kind: str) -> str:
    cards = [_card(plan, no, row) for no, row in enumerate(plan.results, start=1) if row[1] == kind]
    if not cards:
        return ""
    return f"""<section class="section">
<div class="section-title"><h2>{title}</h2></div>
<div class="stack">
{"".join(cards)}</div>
</section>
"""


def _card(plan: Plan, no: int, row: tuple[Any, ...]) -> str:
    id_, _, text, perspective, reason, _, front, name, back, parent = row
    about = f"Mendukung “{esc(parent)}”" if parent else ""
    if not parent and reason:
        about = f"Tidak diturunkan dari hasil kerja pimpinan: {esc(reason)}"
    supports = (
        f'<p class="supports below-2">{ICON["flag"]}<span>{about}</span></p>\n' if about else ""
    )
    if perspective:
        supports += f'<p class="small muted below-2">Perspektif {esc(perspective)}</p>\n'
    if name:
        supports += f'<p class="small muted below-2">Penugasan dari {full(front, name, back)}</p>\n'
    with_aspect = plan.model == "JA_JF"
    lines = "".join(
        f'<tr><th scope="row">{esc(words)}</th>'
        + (f'<td data-label="Aspek">{aspect.capitalize()}</td>' if with_aspect else "")
        + f'<td data-label="Target">{target(*goal)}</td></tr>\n'
        for words, aspect, *goal in plan.indicators.get(id_, ())
    )
    aspect = '<th scope="col">Aspek</th>' if with_aspect else ""
    return f"""<article class="card" id="rhk-{id_}">
<div class="card__head"><div><h3><span class="result-number">RHK {no}</span> {esc(text)}</h3></div></div>
<div class="card__body">
{supports}<div class="container"><table class="table table--cards">
<caption class="visually-hidden">Indikator RHK {no}</caption>
<thead><tr><th scope="col">Indikator</th>{aspect}<th scope="col">Target</th></tr></thead>
<tbody>
{lines}</tbody></table></div>
</div>
</article>
"""


VALUES = {
    value.value: f'<div><dt>{value.label}</dt><dd><ul class="small muted" role="list">'
    + "".join(f"<li>{line}</li>" for line in value.lines)
    + "</ul>"
    for value in CoreValue
}


def _behavior(code: str, expectation: str) -> str:
    more = (
        f'<p class="above-2"><b>Ekspektasi khusus:</b> {esc(expectation)}</p>'
        if expectation
        else ""
    )
    return f"{VALUES[code]}{more}</dd></div>\n"


def _part(part: AnnexPart, annex: list[tuple[Any, ...]]) -> str:
    lines = "".join(f"<li>{esc(text)}</li>" for of, text in annex if of == part)
    body = f'<ul role="list">{lines}</ul>' if lines else '<span class="muted">Belum diisi</span>'
    return f"<div><dt>{part.label}</dt><dd>{body}</dd></div>\n"


def _version(no: int, state: str, submitted: Any, agreed: Any) -> str:
    at = f"disepakati {day(local(agreed))}" if agreed else f"diajukan {day(local(submitted))}"
    return f"<li>Versi {no} {BADGE[state]}<small>{at}</small></li>\n"


def edit(visitor: Visitor, id_: int) -> str:
    """The editor with nothing open: the superior's results, one's own, what is missing."""
    plan = Plan(visitor, id_)
    superior = rows(SUPERIOR, plan.line[0][0], plan.year_id) if plan.line else []
    served: dict[int, list[int]] = {}
    for no, row in enumerate(plan.results, start=1):
        served.setdefault(row[5], []).append(no)
    cards = [_summary(plan, no, row) for no, row in enumerate(plan.results, start=1)]
    missing = _missing(plan)
    parts = [
        (f"RHK {no}: {text[:50]}", summary, f"/skp/{id_}/rhk/{key}/", "")
        for no, (key, text, summary) in enumerate(cards, start=1)
    ]
    written = sum(bool(one[1]) for one in plan.behaviors)
    filled = len({part for part, _ in plan.annex})
    state = "" if filled == 3 else ("Belum dimulai" if not filled else "Perlu dilengkapi")
    note = f"7 nilai, {written} dengan ekspektasi khusus"
    parts.append(("Perilaku kerja BerAKHLAK", note, f"/skp/{id_}/perilaku/", ""))
    annex = "Sumber daya, pertanggungjawaban, konsekuensi"
    parts.append(("Lampiran", annex, f"/skp/{id_}/lampiran/", state))
    tasks = [_task(*part) for part in parts]
    done = sum(not part[3] for part in parts)
    main = f"""{_trail(plan)}<div class="page-head">
<h1>Susun SKP {plan.year}</h1>
<p class="status-line">{_status(plan)}</p>
<p class="muted">Batasnya <b class="ink">{weekday(plan.due)}</b>, sudah lewat. Anda tetap bisa mengajukan, tetapi ditandai terlambat.</p></div>
{_notes(plan)}<div id="conflict">
</div><div class="only-phone">
<h2 class="below-2">{done} dari {len(parts)} bagian selesai</h2>
<ul class="task-list task-list--status" role="list">
{"".join(tasks)}</ul>
<div class="actions above-5">
{_onward(id_, parts)}
<a class="button button--tertiary button--full" href="/skp/{id_}/rhk/baru/">{ICON["plus"]}Tambah RHK</a>
</div>
</div>
<div class="three-columns only-wide">
<section class="only-wide" aria-labelledby="h-superior">
<h2 id="h-superior" class="column-title">Hasil kerja {plan.evaluator}</h2>
{_superior(id_, superior, served, plan.evaluator)}</section>
<section aria-labelledby="h-own" class="stack">
<h2 id="h-own" class="column-title">Rencana hasil kerja Anda</h2>
{"".join(_own(id_, no, *card) for no, card in enumerate(cards, start=1))}<p class="only-wide"><a class="button button--secondary" href="/skp/{id_}/rhk/baru/">{ICON["plus"]}Tambah RHK</a>
</p>
<div class="above-6">
<h2 class="column-title">Bagian lain</h2>
<ul class="task-list task-list--status" role="list">
{"".join(tasks[-2:])}</ul>
</div>
</section>
<section class="sticky-top" aria-labelledby="h-check">
{_checks(plan, missing, superior, served)}<p class="above-5 small"><a href="/skp/{id_}/pdf/">Lihat pratinjau formulir</a></p>
</section>
</div>
<div class="sticky-actions only-wide">
<div class="live-rule"><p class="small muted">Draf tersimpan di server setiap kali Anda menulis.</p><div class="actions"><a class="button" href="/skp/{id_}/periksa/">Periksa dan ajukan</a></div></div>
</div>
"""
    return page("editor", visitor, f"Susun SKP {plan.year}", main)


def _status(plan: Plan) -> str:
    if plan.state == "RETURNED":
        return (
            f"Dikembalikan dengan catatan {day(local(plan.returned))}. Perbaiki lalu ajukan lagi."
        )
    return f"Draf Anda, belum diajukan ke {plan.evaluator}."


def _notes(plan: Plan) -> str:
    if plan.state != "RETURNED":
        return ""
    return (
        f'<div class="notice notice--warning">\n{ICON["alert"]}<div><h2>Catatan penilai, '
        f"{day(local(plan.returned))}</h2><p>{esc(plan.notes)}</p></div></div>\n"
    )


def _onward(id_: int, parts: list[tuple[str, str, str, str]]) -> str:
    first = next((part for part in parts if part[3]), None)
    check = f"/skp/{id_}/periksa/"
    if first is None:
        return f'<a class="button button--full" href="{check}">Periksa dan ajukan</a>\n'
    return (
        f'<a class="button button--full" href="{first[2]}">Lanjutkan {first[0]}</a>\n'
        f'<a class="button button--secondary button--full" href="{check}">Periksa dan ajukan</a>\n'
    )


def _summary(plan: Plan, no: int, row: tuple[Any, ...]) -> tuple[int, str, str]:
    goals = [target(*goal) for _, _, *goal in plan.indicators.get(row[0], ())]
    extra = "Tambahan. " if row[1] == "TAMBAHAN" else ""
    return row[0], esc(row[2]), f"{extra}{len(goals)} indikator: {', '.join(goals)}"


def _task(title: str, note: str, href: str, state: str) -> str:
    tone = "sea" if state == "Belum dimulai" else "bp"
    end = f'<span class="badge badge--{tone}">{state}</span>' if state else "Selesai"
    return (
        f'<li><p class="task-list__title"><a href="{href}">{title}</a></p>'
        f'<p class="task-list__note">{note}</p><p class="task-list__end">{end}</p></li>\n'
    )


def _own(id_: int, no: int, result: int, text: str, summary: str) -> str:
    return f"""<article class="card card--tight" id="rhk-{result}">
<div class="card__head"><div><h3><span class="result-number">RHK {no}</span> {text}</h3><p class="small muted">{summary}</p></div><a href="/skp/{id_}/rhk/{result}/">Ubah<span class="visually-hidden"> RHK {no}</span></a></div>
</article>
"""


def _superior(id_: int, superior: list[Any], served: dict[int, list[int]], who: str) -> str:
    if not superior:
        return (
            f'<p class="small">{who} belum menetapkan rencananya. Anda tetap bisa menyusun draf: '
            "tulis “menunggu rencana atasan” sebagai alasan, lalu hubungkan nanti.</p>\n"
        )
    drawn = []
    for key, _, text, _ in superior:
        words = esc(text)
        mine = served.get(key)
        by = (
            f"<span>{ICON['check']} Anda dukung lewat RHK {', '.join(map(str, mine))}</span>"
            if mine
            else ""
        )
        drawn.append(
            f'<li><b>{words}</b>{by}<a href="/skp/{id_}/rhk/baru/?induk={key}">Pakai untuk RHK'
            f'<span class="visually-hidden"> baru: {words}</span></a></li>\n'
        )
    at = weekday(local(superior[0][3]))
    return (
        f'<ul class="parent-results" role="list">\n{"".join(drawn)}</ul>\n'
        f'<p class="small muted above-4">Hasil kerja ini ditetapkan {at}.</p>\n'
    )


def _missing(plan: Plan) -> list[tuple[str, str]]:
    """The few things that the demo's drafts lack; the application asks the law."""
    filled = {part for part, _ in plan.annex}
    found = []
    for no, row in enumerate(plan.results, start=1):
        at = f"/skp/{plan.id}/rhk/{row[0]}/"
        if row[1] == "UTAMA" and not row[5] and not row[4] and plan.model == "JA_JF":
            found.append((f"RHK {no}: pilih hasil kerja pimpinan, atau tulis alasannya", at))
        if not plan.indicators.get(row[0]):
            found.append((f"RHK {no}: tambahkan indikator", at))
    return found + [
        (
            f"Lampiran: isi {part.label.lower()}",
            f"/skp/{plan.id}/lampiran/#id_{part.lower()}",
        )
        for part in AnnexPart
        if part not in filled
    ]


def _checks(
    plan: Plan, missing: list[tuple[str, str]], superior: list[Any], served: dict[int, list[int]]
) -> str:
    items = "".join(
        f'<li>{ICON["dot"]}<span><a href="{href}">{text}</a></span></li>' for text, href in missing
    )
    top = (
        f'<h2 id="h-check" class="column-title">{len(missing)} hal sebelum bisa diajukan</h2>\n'
        f'<ul class="checks" role="list">\n{items}</ul>\n'
        if missing
        else '<h2 id="h-check" class="column-title">Siap diajukan</h2>\n'
    )
    advice = "".join(
        f"<li>{ICON['bulb']}<span>“{esc(text[:60])}” belum Anda dukung. Ini tidak wajib.</span></li>"
        for key, kind, text, _ in superior
        if kind == "UTAMA" and key not in served
    )
    if advice:
        top += (
            '<h3 class="above-5 below-2">Saran, boleh dilewati</h3>\n'
            f'<ul class="checks" role="list">\n{advice}</ul>\n'
        )
    main = [row for row in plan.results if row[1] == "UTAMA"]
    right = [f"Penilai Anda: {plan.evaluator}"]
    if main and all(row[5] for row in main):
        right.append("Setiap RHK utama mendukung hasil kerja pimpinan")
    if all(plan.indicators.get(row[0]) for row in plan.results):
        right.append("Setiap RHK punya indikator dan target")
    if len(plan.behaviors) == 7:
        right.append("Tujuh nilai perilaku kerja lengkap")
    good = "".join(f"<li>{ICON['check']}<span>{words}</span></li>" for words in right)
    return (
        f'{top}<h3 class="above-5 below-2">Sudah benar</h3>\n'
        f'<ul class="checks checks--done" role="list">\n{good}</ul>\n'
    )
