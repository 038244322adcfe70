"""A plan as it is read."""

from __future__ import annotations

from typing import Any

from bench.floor.frame import Visitor, page, rows, trail
from bench.floor.plan.stored import Plan
from bench.floor.words import BADGE, ICON, day, esc, full, local, target
from regulation.behavior import CoreValue
from regulation.plan import AnnexPart

VERSIONS = """
SELECT no, state, submitted_at, agreed_at FROM plan_version WHERE plan_id = %s ORDER BY no DESC
"""
EYE = f'<p class="visible-to">{ICON["eye"]}Terlihat oleh pegawai, penilai, pimpinan unit, pengelola, dan auditor</p>'
VALUES = {
    value.value: f'<div><dt>{value.label}</dt><dd><ul class="small muted" role="list">'
    + "".join(f"<li>{line}</li>" for line in value.lines)
    + "</ul>"
    for value in CoreValue
}

NAMES = {value.value: value.label for value in CoreValue}


def show(visitor: Visitor, id_: int) -> str:
    plan = Plan(visitor, id_)
    versions = rows(VERSIONS, id_)
    by = esc(plan.parties["evaluator"]["name"]) if plan.parties else plan.evaluator
    agreed, sent = local(plan.agreed), local(plan.submitted)
    late = ", terlambat" if sent.date() > plan.due else ""
    groups = (("Hasil kerja utama", "UTAMA"), ("Hasil kerja tambahan", "TAMBAHAN"))
    main = f"""{trail("/skp/", "SKP saya", plan.year)}<div class="page-head page-head--with-actions">
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
<div class="card__head"><div><h3><span class="result-number">RHK {no}</span> {esc(text)}</h3></div><a class="nowrap" href="/umpan-balik/minta/?tentang=hasil-{id_}">Minta umpan balik<span class="visually-hidden"> tentang RHK {no}</span></a></div>
<div class="card__body">
{supports}<div class="container"><table class="table table--cards">
<caption class="visually-hidden">Indikator RHK {no}</caption>
<thead><tr><th scope="col">Indikator</th>{aspect}<th scope="col">Target</th></tr></thead>
<tbody>
{lines}</tbody></table></div>
</div>
</article>
"""


def _behavior(code: str, expectation: str) -> str:
    more = (
        f'<p class="above-2"><b>Ekspektasi khusus:</b> {esc(expectation)}</p>'
        if expectation
        else ""
    )
    return (
        f'{VALUES[code]}{more}<p class="small above-2"><a href="/umpan-balik/minta/?tentang=perilaku-'
        f'{code}">Minta umpan balik<span class="visually-hidden"> tentang {NAMES[code]}</span></a></p>'
        "</dd></div>\n"
    )


def _part(part: AnnexPart, annex: list[tuple[Any, ...]]) -> str:
    lines = "".join(f"<li>{esc(text)}</li>" for of, text in annex if of == part)
    body = f'<ul role="list">{lines}</ul>' if lines else '<span class="muted">Belum diisi</span>'
    return f"<div><dt>{part.label}</dt><dd>{body}</dd></div>\n"


def _version(no: int, state: str, submitted: Any, agreed: Any) -> str:
    at = f"disepakati {day(local(agreed))}" if agreed else f"diajukan {day(local(submitted))}"
    return f"<li>Versi {no} {BADGE[state]}<small>{at}</small></li>\n"
