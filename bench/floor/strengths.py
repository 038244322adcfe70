"""Strengths and weaknesses: what a year has gathered about oneself."""

from __future__ import annotations

from typing import Any

from bench.floor.frame import Visitor, page, rows
from bench.floor.session import agreement
from bench.floor.stream import ROLES
from bench.floor.words import ICON, bar, day, esc, full, local, number, short, today

PERSON = """
SELECT e.title_front, e.name, e.title_back, e.kind, post.title FROM placement post
JOIN employee e ON e.id = post.employee_id WHERE post.employee_id = %s
ORDER BY post.held DESC, post.id DESC LIMIT 1
"""
YEARS = """
SELECT y.id, y.year, y.state, lower(y.held)::timestamptz, upper(y.held)::timestamptz, p.id, p.state
FROM performance_year y LEFT JOIN LATERAL (SELECT id, state FROM plan
  WHERE employee_id = %s AND year_id = y.id ORDER BY held DESC LIMIT 1) p ON true
WHERE y.state <> 'PREPARED' ORDER BY y.year DESC
"""
SAID = """
SELECT f.id, f.kind, f.author_role, f.spoken_by, f.visibility, f.subject_kind, f.core_value,
  f.result_id, (SELECT c.text FROM result_content c JOIN plan_version v ON v.id = c.plan_version_id
    WHERE c.result_id = f.result_id AND c.deleted_at IS NULL ORDER BY v.no DESC LIMIT 1),
  f.label, f.text, f.given_at, e.title_front, e.name, e.title_back
FROM feedback f JOIN employee e ON e.id = f.author_id JOIN plan p ON p.id = f.plan_id
WHERE f.employee_id = %s AND p.year_id = %s AND f.covered_at IS NULL
ORDER BY f.given_at DESC, f.id DESC LIMIT 400
"""
AGREED = """
SELECT a.id, a.text, a.due_on, a.state, a.outcome, a.responsible_id, r.title_front, r.name,
  r.title_back FROM dialogue_agreement a JOIN employee r ON r.id = a.responsible_id
WHERE a.employee_id = %s AND (a.made_at >= %s OR a.state = 'OPEN') AND a.made_at < %s
ORDER BY a.due_on, a.id
"""
ANSWERS = """
SELECT a.window_id, w.opens, w.closes, w.group_size, w.questions, a.scores, a.text
FROM anonymous_answer a JOIN feedback_window w ON w.id = a.window_id
WHERE w.subject_id = %s AND w.state = 'SEALED' AND w.outcome = 'SHOWN'
ORDER BY w.closes, a.window_id, a.id
"""
PLAN = """
SELECT d.id, d.strengths, d.gaps, d.aspiration, d.supported_by_id, d.supported_at, s.title_front,
  s.name, s.title_back FROM development_plan d LEFT JOIN employee s ON s.id = d.supported_by_id
WHERE d.employee_id = %s AND d.year_id = %s
"""
ACTIONS = """
SELECT a.id, a.kind, a.text, a.due_on, a.hours, a.state, a.state_since, a.outcome
FROM development_action a JOIN development_plan d ON d.id = a.plan_id
WHERE a.employee_id = %s AND d.year_id = %s ORDER BY a.due_on, a.id
"""
VALUES = {
    "BERORIENTASI_PELAYANAN": "Berorientasi Pelayanan",
    "AKUNTABEL": "Akuntabel",
    "KOMPETEN": "Kompeten",
    "HARMONIS": "Harmonis",
    "LOYAL": "Loyal",
    "ADAPTIF": "Adaptif",
    "KOLABORATIF": "Kolaboratif",
}
PLACE = {code: place for place, code in enumerate(VALUES)}
KINDS = {
    "PENGALAMAN": "Belajar dari pekerjaan",
    "SOSIAL": "Belajar dari orang lain",
    "FORMAL": "Belajar di kelas",
}
PRINTER = (
    '<button class="button button--secondary" type="button" data-print hidden><svg class="icon" '
    'viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M7 9V4h10v5M7 17H5a1 1 0 0 1-1-1v'
    '-6a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2M7 14h10v6H7z"/></svg>Cetak</button>'
)
HEADINGS = """<thead><tr>
<th scope="col">Apa</th>
<th scope="col">Siapa</th>
<th scope="col">Kapan</th>
<th scope="col">Keadaan</th>
</tr></thead>
<tbody>
"""
Group = tuple[str, list[tuple[Any, ...]]]


def show(visitor: Visitor) -> str:
    me, on = visitor.employee, today()
    front, name, back, kind, title = rows(PERSON, me)[0]
    years = rows(YEARS, me)
    year_id, year, _, first, until, _, _ = years[0]
    said = rows(SAID, me, year_id)
    agreed = rows(AGREED, me, first, until)
    plan = rows(PLAN, me, year_id)
    actions = rows(ACTIONS, me, year_id)
    rows(ANSWERS, me)
    by_kind: dict[str, list[tuple[Any, ...]]] = {}
    for row in said:
        by_kind.setdefault("DIRI" if row[2] == "DIRI" else row[1], []).append(row)
    praise, advice = _groups(by_kind.get("APRESIASI", [])), _groups(by_kind.get("SARAN", []))
    words = _most(praise, "Paling sering dihargai", "apresiasi")
    if advice:
        words += " " + _most(advice, "Paling sering disarankan", "saran")
    main = (
        '<div class="page-head page-head--with-actions">\n<p class="page-head__kicker">'
        f"{full(front, name, back)}, {esc(title)}, {year}</p><h1>Kekuatan dan kelemahan saya</h1>\n"
        f'<p class="status-line">{words}</p><p class="muted">Rangkuman setahun untuk belajar. Tidak ada '
        f'skor dan tidak ada peringkat.</p><div class="page-head__actions actions">{PRINTER}\n<a class='
        f'"button button--secondary" href="/pengembangan/rencana/?tahun={year}">Buka rencana pengembangan'
        '</a>\n</div></div>\n<div class="two-columns">\n<div>\n'
        f"{_said('praise', 'Yang dihargai', 'apresiasi', praise, offers=False)}"
        f"{_said('advice', 'Yang bisa diperbaiki', 'saran', advice, offers=True)}"
        f"{_notes(by_kind.get('CATATAN', []))}{_own(by_kind.get('DIRI', []))}"
        f"{_agreements(agreed, me, on, year)}</div>\n<aside>\n"
        f"{_aside(plan, actions, me, on, kind)}</aside>\n</div>\n"
    )
    return page("strengths", visitor, "Kekuatan dan kelemahan saya", main)


def _groups(said: list[tuple[Any, ...]]) -> list[Group]:
    values: dict[str, list[tuple[Any, ...]]] = {}
    results: dict[int, list[tuple[Any, ...]]] = {}
    general: list[tuple[Any, ...]] = []
    for row in said:
        if row[6]:
            values.setdefault(row[6], []).append(row)
        elif row[7] is not None:
            results.setdefault(row[7], []).append(row)
        else:
            general.append(row)
    found: list[Group] = [(VALUES[code], values[code]) for code in sorted(values, key=PLACE.get)]  # type: ignore[arg-type]
    found += [
        (esc(results[key][0][8] or results[key][0][9]), results[key]) for key in sorted(results)
    ]
    return [*found, *([("Pekerjaan secara umum", general)] if general else [])]


def _most(groups: list[Group], lead: str, thing: str) -> str:
    total = sum(len(group) for _, group in groups)
    if not total:
        return f"Belum ada {thing} tahun ini."
    most = max(len(group) for _, group in groups)
    top = [label for label, group in groups if len(group) == most]
    if most * 2 > total or (most > 1 and len(top) <= 3):
        named = top[0] if len(top) == 1 else f"{', '.join(top[:-1])} dan {top[-1]}"
        each = "masing-masing " if len(top) > 1 else ""
        return f"{lead}: {named} ({each}{most} dari {total} {thing})."
    return f"Ada {total} {thing} tahun ini tentang hal yang berbeda-beda."


def _said(key: str, title: str, thing: str, groups: list[Group], *, offers: bool) -> str:
    total = sum(len(group) for _, group in groups)
    drawn = []
    for label, group in groups:
        drawn.append(
            f'<section class="above-5">\n<h3 class="below-2">{label} <span class="muted small nowrap">'
            f"{len(group)} kali</span></h3>\n"
        )
        for place, row in enumerate(group):
            if place == 3:
                drawn.append(
                    f'<details class="why"><summary>Baca {len(group) - 3} lainnya</summary><div>'
                )
            drawn.append(_quote(row, label, offers=offers))
        drawn.append("</div></details></section>\n" if len(group) > 3 else "</section>\n")
    body = "".join(drawn) or (
        '<p class="muted">Belum ada apresiasi. <a href="/umpan-balik/minta/">Minta umpan balik</a> dari '
        "rekan atau penilai.</p>"
        if key == "praise"
        else '<p class="muted">Belum ada saran perbaikan tahun ini.</p>'
    )
    return (
        f'<section class="section" aria-labelledby="{key}-title">\n<div class="section-title"><h2 id="{key}'
        f'-title">{title}</h2><p class="muted small">{total} {thing}</p></div>\n{body}</section>\n'
    )


def _quote(row: tuple[Any, ...], label: str, *, offers: bool) -> str:
    id_, _, role, spoken, visible, subject, _, _, _, named, text, at, *name = row
    who, on = full(*name), day(local(at).date())
    by = f"{esc(spoken)}, penerima layanan, ditulis {who}" if spoken else f"{who}, {ROLES[role]}"
    about = f", tentang bukti {esc(named)}" if subject == "evidence" else ""
    alone = ". Hanya Anda dan penulisnya yang melihat" if visible == "RECEIVER" else ""
    more = (
        f'<p class="small above-2 no-print"><a href="/pengembangan/tindakan/baru/?dari=feedback&amp;id='
        f'{id_}">Jadikan rencana pengembangan<span class="visually-hidden">: saran {who} tentang {label}, '
        f"{on}</span></a></p>"
        if offers
        else ""
    )
    return (
        f'<blockquote class="quote below-4"><p class="prose">“{esc(text)}”</p><p class="muted small above-2">'
        f"{by}, {on}{about}{alone}</p>{more}</blockquote>\n"
    )


def _notes(notes: list[tuple[Any, ...]]) -> str:
    if not notes:
        return ""
    drawn = "".join(
        f'<blockquote class="quote below-4"><p class="prose">“{esc(row[10])}”</p><p class="muted small '
        f'above-2">Tentang {esc(row[9])}. {esc(row[3]) if row[3] else full(*row[12:])}, {ROLES[row[2]]}, '
        f"{day(local(row[11]).date())}</p></blockquote>\n"
        for row in notes
    )
    return (
        '<section class="section" aria-labelledby="notes-title">\n<div class="section-title"><h2 id="notes-'
        f'title">Catatan orang lain</h2><p class="muted small">{len(notes)} catatan</p></div>\n{drawn}'
        "</section>\n"
    )


def _own(own: list[tuple[Any, ...]]) -> str:
    if not own:
        return ""
    drawn = "".join(
        f'<blockquote class="quote below-4"><p class="prose">“{esc(row[10])}”</p><p class="muted small '
        f'above-2">{esc(row[9])}, {day(local(row[11]).date())}'
        f"{'. Hanya Anda yang melihat' if row[4] == 'RECEIVER' else ''}</p></blockquote>\n"
        for row in own
    )
    return (
        '<section class="section" aria-labelledby="own-title">\n<div class="section-title"><h2 id="own-title'
        f'">Catatan saya tentang diri sendiri</h2><p class="muted small">{len(own)} catatan</p></div>\n'
        f"{drawn}</section>\n"
    )


def _agreements(agreed: list[tuple[Any, ...]], me: int, on: Any, year: int) -> str:
    done = sum(row[3] == "DONE" for row in agreed)
    kept = (
        f'<p class="muted small">{done} dari {len(agreed)} kesepakatan selesai</p>'
        if agreed
        else ""
    )
    drawn = "".join(
        agreement(row[:4], "Anda" if row[5] == me else full(*row[6:9]), on, row[4])
        for row in agreed
    )
    body = (
        f'<div class="container">\n<table class="table table--cards">\n<caption class="visually-hidden">'
        f"Kesepakatan dialog kinerja {year}</caption>\n{HEADINGS}{drawn}</tbody>\n</table>\n</div>\n"
        if agreed
        else f'<p class="muted">Belum ada kesepakatan pada {year}. Kesepakatan lahir dari sesi dialog '
        "kinerja.</p>\n"
    )
    return (
        '<section class="section" aria-labelledby="agreed-title">\n<div class="section-title"><h2 id='
        f'"agreed-title">Kesepakatan dialog</h2>{kept}</div>\n{body}</section>\n'
    )


def _aside(
    plan: list[tuple[Any, ...]], actions: list[tuple[Any, ...]], me: int, on: Any, kind: str
) -> str:
    parts = []
    for title, words in zip(
        ("Kekuatan", "Perlu dikembangkan", "Tujuan"), plan[0][1:4] if plan else (), strict=False
    ):
        if words:
            parts.append(
                f'<h3 class="small bold above-4">{title}</h3><p class="prose small">{esc(words)}</p>\n'
            )
    if actions:
        drawn = "".join(_action(row, on) for row in actions)
        parts.append(f'<ul class="stack stack--tight above-4" role="list">\n{drawn}</ul>\n')
    if not plan:
        parts.append(
            '<p class="muted small">Belum ada rencana. Pilih satu kekuatan untuk dipakai lebih sering dan '
            "satu hal untuk dikembangkan.</p>\n"
        )
    done = sum(row[4] for row in actions if row[5] == "DONE")
    if kind == "PNS":
        parts.append(
            '<ul class="progress-list progress-list--tight above-4" role="list"><li><span>Jam pelajaran '
            f'selesai</span><span class="value"><b>{number(done) if done else 0}</b> / 20 JP</span>'
            + bar(
                float(done) * 5, None, "b" if done >= 20 else "bp", f"{done} dari 20 jam pelajaran"
            )
            + '</li></ul>\n<p class="smaller muted above-2">PNS mengembangkan kompetensi paling sedikit 20 '
            "JP setahun. PP 11/2017 (rujukan pasal belum diperiksa).</p>\n"
        )
    elif done:
        parts.append(f'<p class="small above-4"><b>{number(done)} JP</b> pelatihan selesai.</p>\n')
    if plan and plan[0][5]:
        who = "Anda" if plan[0][4] == me else full(*plan[0][6:9])
        parts.append(
            f'<p class="small above-4">{ICON["check"]} Didukung {who}, {day(local(plan[0][5]).date())}.</p>\n'
        )
    return (
        '<div class="stack stack--loose">\n<section id="rencana" aria-labelledby="plan-title">\n<h2 id="plan-'
        f'title" class="column-title">Rencana pengembangan</h2>\n{"".join(parts)}</section>\n<section class='
        '"no-print" aria-labelledby="next-title">\n<h2 id="next-title" class="column-title">Setelah ini</h2>\n'
        '<ul class="stack stack--tight" role="list">\n<li class="small"><a href="/skp/">Mulai SKP berikutnya '
        'dari sini</a></li>\n<li class="small"><a href="/umpan-balik/minta/">Minta umpan balik</a></li>\n<li '
        'class="small"><a href="/dialog/minta/">Minta sesi dialog</a></li>\n</ul>\n</section>\n<p class="'
        f'visible-to small">{ICON["eye"]}Terlihat oleh Anda dan penilai saja</p>\n</div>\n'
    )


def _action(row: tuple[Any, ...], on: Any) -> str:
    id_, kind, text, due, _, state, since, outcome = row
    if state == "DONE":
        standing = f"selesai {short(local(since).date())}"
    elif state == "DROPPED":
        standing = "tidak dilanjutkan"
    else:
        standing = f"{'lewat batas' if due < on else 'batas'} {short(due)}"
    more = f"<br>{esc(outcome)}" if outcome and state != "OPEN" else ""
    return (
        f'<li class="small"><a href="/pengembangan/tindakan/{id_}/">{esc(text)}</a><br><span class="muted">'
        f"{KINDS[kind]}, {standing}</span>{more}</li>"
    )
