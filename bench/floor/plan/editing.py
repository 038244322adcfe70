"""A plan as it is written: the superior's results, one's own, what is missing."""

from __future__ import annotations

from typing import Any

from bench.floor.frame import Visitor, page, rows, trail
from bench.floor.plan.stored import Plan
from bench.floor.words import ICON, day, esc, local, target, weekday
from regulation.plan import AnnexPart

#: title, note, address and what is still to do
Part = tuple[str, str, str, str]

SUPERIOR = """
SELECT c.result_id, c.kind, c.text, v.agreed_at FROM result_content c
JOIN result r ON r.id = c.result_id JOIN plan p ON p.id = r.plan_id
JOIN plan_version v ON v.id = c.plan_version_id
WHERE p.employee_id = %s AND p.year_id = %s AND v.state = 'AGREED' AND c.deleted_at IS NULL
ORDER BY c.kind DESC, c.position, c.id
"""


def edit(visitor: Visitor, id_: int) -> str:
    """The editor with nothing open: the superior's results, one's own, what is missing."""
    plan = Plan(visitor, id_)
    superior = rows(SUPERIOR, plan.line[0][0], plan.year_id) if plan.line else []
    served: dict[int, list[int]] = {}
    for no, row in enumerate(plan.results, start=1):
        served.setdefault(row[5], []).append(no)
    cards = [_summary(plan, no, row) for no, row in enumerate(plan.results, start=1)]
    parts = _parts(plan, cards)
    tasks = [_task(*part) for part in parts]
    done = sum(not part[3] for part in parts)
    main = f"""{trail("/skp/", "SKP saya", plan.year)}<div class="page-head">
<h1>Susun SKP {plan.year}</h1>
<p class="status-line">{_status(plan)}</p>
<p class="muted">Batasnya <b class="ink">{weekday(plan.due)}</b>, sudah lewat. Anda tetap bisa mengajukan, tetapi ditandai terlambat.</p>
<p class="visible-to">{ICON["eye"]}Terlihat oleh Anda, penilai, pimpinan unit, pengelola, dan auditor, juga selama masih draf</p><p class="small above-2">Mulai dari yang sudah Anda tahu: <a href="/pengembangan/">kekuatan dan kelemahan Anda</a>.</p></div>
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
{_checks(plan, _missing(plan), superior, served)}<p class="above-5 small"><a href="/skp/{id_}/pdf/">Lihat pratinjau formulir</a></p>
</section>
</div>
<div class="sticky-actions only-wide">
<div class="live-rule"><p class="small muted">Draf tersimpan di server setiap kali Anda menulis.</p><div class="actions"><a class="button" href="/skp/{id_}/periksa/">Periksa dan ajukan</a></div></div>
</div>
"""
    return page("editor", visitor, f"Susun SKP {plan.year}", main)


def _parts(plan: Plan, cards: list[tuple[int, str, str]]) -> list[Part]:
    parts = [
        (f"RHK {no}: {text[:50]}", summary, f"/skp/{plan.id}/rhk/{key}/", "")
        for no, (key, text, summary) in enumerate(cards, start=1)
    ]
    written = sum(bool(one[1]) for one in plan.behaviors)
    filled = len({part for part, _ in plan.annex})
    state = "" if filled == 3 else ("Belum dimulai" if not filled else "Perlu dilengkapi")
    note = f"7 nilai, {written} dengan ekspektasi khusus"
    parts.append(("Perilaku kerja BerAKHLAK", note, f"/skp/{plan.id}/perilaku/", ""))
    annex = "Sumber daya, pertanggungjawaban, konsekuensi"
    parts.append(("Lampiran", annex, f"/skp/{plan.id}/lampiran/", state))
    return parts


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


def _onward(id_: int, parts: list[Part]) -> str:
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
