"""Beranda: what waits, what was said, how the own plan stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bench.floor.frame import Visitor, connection, grouped, page, rows
from bench.floor.words import (
    accumulated,
    bar,
    esc,
    full,
    local,
    number,
    percent,
    short,
    target,
    today,
    until,
    weekday,
)

TASKS = """
SELECT 0 AS kind, p.id, 'SKP ' || y.year AS about, p.state_since AS since, y.plans_due_on AS due, p.state
  FROM plan p JOIN performance_year y ON y.id = p.year_id
  WHERE p.employee_id = %(me)s AND p.state IN ('DRAFT', 'RETURNED', 'SUBMITTED')
UNION ALL SELECT 1, p.id, trim(e.title_front || ' ' || e.name), p.state_since, NULL, p.state
  FROM plan p JOIN employee e ON e.id = p.employee_id
  WHERE p.placement_id = ANY(%(team)s) AND p.state = 'SUBMITTED'
UNION ALL SELECT 2, y.id, 'SKP ' || y.year, y.opened_at, y.plans_due_on, ''
  FROM performance_year y WHERE y.state = 'OPEN'
  AND EXISTS (SELECT FROM placement post WHERE post.employee_id = %(me)s AND post.kind = 'DEFINITIF'
    AND upper(post.held) IS NULL)
  AND NOT EXISTS (SELECT FROM plan p WHERE p.employee_id = %(me)s AND p.held && y.held)
UNION ALL SELECT 3, t.id, 'triwulan ' || split_part(t.label, ' ', 2) || ' ' || y.year, lower(t.held)::timestamptz, t.realization_due_on, ''
  FROM period t JOIN performance_year y ON y.id = t.year_id
  WHERE t.closed_at IS NULL AND lower(t.held) <= %(day)s
  AND EXISTS (SELECT FROM plan p WHERE p.employee_id = %(me)s AND p.state = 'AGREED'
    AND p.year_id = t.year_id AND p.held && t.held)
  AND NOT EXISTS (SELECT FROM realization_report r JOIN plan p ON p.id = r.plan_id
    WHERE r.period_id = t.id AND p.employee_id = %(me)s)
UNION ALL SELECT 4, v.id, lower(split_part(t.label, ' ', 1)) || ' ' || split_part(t.label, ' ', 2) || ' ' || y.year, v.state_since,
  CASE WHEN v.state = 'DELIVERED' THEN NULL ELSE t.evaluation_due_on END, v.state
  FROM evaluation v JOIN plan p ON p.id = v.plan_id JOIN performance_year y ON y.id = p.year_id
  LEFT JOIN period t ON t.id = v.period_id
  WHERE v.employee_id = %(me)s AND v.state IN ('OPEN', 'SELF_SENT', 'DECIDED', 'DELIVERED')
UNION ALL SELECT 5, v.id, trim(e.title_front || ' ' || e.name) || ', ' || lower(split_part(t.label, ' ', 1)) || ' ' || split_part(t.label, ' ', 2) || ' ' || y.year,
  v.state_since, CASE WHEN v.state = 'DELIVERED' THEN NULL ELSE t.evaluation_due_on END, v.state
  FROM evaluation v JOIN plan p ON p.id = v.plan_id JOIN performance_year y ON y.id = p.year_id
  JOIN employee e ON e.id = v.employee_id LEFT JOIN period t ON t.id = v.period_id
  WHERE v.placement_id = ANY(%(team)s) AND v.employee_id <> %(me)s
  AND v.state IN ('SELF_SENT', 'DECIDED', 'DELIVERED')
UNION ALL SELECT 6, a.id, left(a.text, 110), a.made_at, a.due_on, '' FROM dialogue_agreement a
  WHERE a.state = 'OPEN' AND a.responsible_id = %(me)s
UNION ALL SELECT 7, a.id, left(a.text, 110) || E'\x1f' || trim(r.title_front || ' ' || r.name), a.made_at, a.due_on, ''
  FROM dialogue_agreement a JOIN employee r ON r.id = a.responsible_id
  WHERE a.state = 'OPEN' AND a.responsible_id <> %(me)s AND (a.employee_id = %(me)s
    OR (a.placement_id = ANY(%(team)s) AND a.responsible_id = a.employee_id))
UNION ALL SELECT 8, s.id, trim(e.title_front || ' ' || e.name), s.state_since, NULL, '' FROM dialogue_session s
  JOIN employee e ON e.id = s.employee_id WHERE s.leader_id = %(me)s AND s.state = 'REQUESTED'
UNION ALL SELECT 9, s.id, E'\x1f' || trim(e.title_front || ' ' || e.name), s.state_since, NULL, '' FROM dialogue_session s
  JOIN employee e ON e.id = s.leader_id WHERE s.employee_id = %(me)s AND s.state = 'REQUESTED'
UNION ALL SELECT 10, s.id, trim(e.title_front || ' ' || e.name), s.starts_at, NULL, '' FROM dialogue_session s
  JOIN employee e ON e.id = s.leader_id WHERE s.employee_id = %(me)s AND s.state = 'PLANNED'
UNION ALL SELECT 10, s.id, trim(e.title_front || ' ' || e.name), s.starts_at, NULL, '' FROM dialogue_session s
  JOIN employee e ON e.id = s.employee_id WHERE s.leader_id = %(me)s AND s.state = 'PLANNED'
UNION ALL SELECT CASE WHEN c.id IS NULL THEN 11 ELSE 12 END, s.id, CASE WHEN c.id IS NULL THEN ''
    ELSE E'\x1f' END || trim(e.title_front || ' ' || e.name), s.state_since, NULL, '' FROM dialogue_session s
  JOIN employee e ON e.id = CASE WHEN s.employee_id = %(me)s THEN s.leader_id ELSE s.employee_id END
  LEFT JOIN dialogue_confirmation c ON c.session_id = s.id AND c.person_id = %(me)s
  WHERE s.state = 'HELD' AND (s.employee_id = %(me)s OR s.leader_id = %(me)s)
UNION ALL SELECT 13, a.id, left(a.text, 110), a.state_since, a.due_on, '' FROM development_action a
  WHERE a.employee_id = %(me)s AND a.state = 'OPEN' AND a.due_on - 14 <= %(day)s
UNION ALL SELECT 14, r.id, trim(e.title_front || ' ' || e.name), r.state_since, NULL, '' FROM feedback_request r
  JOIN employee e ON e.id = r.employee_id WHERE r.asked_id = %(me)s AND r.state = 'OPEN'
UNION ALL SELECT 15, r.id, r.label || E'\x1f' || trim(e.title_front || ' ' || e.name), r.state_since, NULL, ''
  FROM feedback_request r JOIN employee e ON e.id = r.asked_id
  WHERE r.employee_id = %(me)s AND r.state = 'OPEN'
ORDER BY due, since, id
"""
#: kind and state -> words, address, action, whether it is mine
WORDS: dict[tuple[int, str], tuple[str, str, str, bool]] = {
    (0, "DRAFT"): ("Selesaikan {}", "/skp/{}/susun/", "Lanjutkan", True),
    (0, "RETURNED"): ("Perbaiki {}, ada catatan penilai", "/skp/{}/susun/", "Perbaiki", True),
    (0, "SUBMITTED"): ("{} menunggu persetujuan", "/skp/{}/", "Lihat", False),
    (1, "SUBMITTED"): ("Tinjau SKP {}", "/skp/{}/tinjau/", "Tinjau", True),
    (2, ""): ("Susun {}", "/skp/mulai/{}/", "Mulai menyusun", True),
    (3, ""): ("Isi realisasi {}", "/progres/periode/{}/", "Isi", True),
    (4, "OPEN"): ("Tulis evaluasi diri {}", "/evaluasi/{}/diri/", "Tulis", True),
    (4, "SELF_SENT"): ("Evaluasi {} sedang dinilai", "/evaluasi/{}/mengapa/", "Lihat", False),
    (4, "DECIDED"): ("Evaluasi {} sedang dinilai", "/evaluasi/{}/mengapa/", "Lihat", False),
    (4, "DELIVERED"): ("Terima hasil evaluasi {}", "/evaluasi/{}/mengapa/", "Baca", True),
    (6, ""): ("Kesepakatan: {}", "/dialog/kesepakatan/{}/", "Buka", True),
    (7, ""): ("Kesepakatan: {}", "/dialog/kesepakatan/{}/", "Lihat", False),
    (8, ""): ("{} meminta sesi dialog", "/dialog/{}/", "Buka", True),
    (9, ""): ("Permintaan sesi dialog Anda", "/dialog/{}/", "Lihat", False),
    (10, ""): ("Catat dialog dengan {}", "/dialog/{}/", "Catat", True),
    (11, ""): ("Setujui catatan dialog dengan {}", "/dialog/{}/", "Setujui", True),
    (12, ""): ("Persetujuan catatan dialog", "/dialog/{}/", "Lihat", False),
    (13, ""): ("Rencana pengembangan: {}", "/pengembangan/tindakan/{}/", "Buka", True),
    (14, ""): (
        "{} meminta umpan balik Anda",
        "/umpan-balik/permintaan/{}/",
        "Beri umpan balik",
        True,
    ),
    (15, ""): ("Umpan balik yang Anda minta: {}", "/umpan-balik/permintaan/{}/", "Lihat", False),
    (5, "SELF_SENT"): ("Nilai {}", "/evaluasi/{}/nilai/", "Nilai", True),
    (5, "DECIDED"): ("Serahkan hasil {}", "/evaluasi/{}/mengapa/", "Serahkan", True),
    (5, "DELIVERED"): (
        "Hasil {} menunggu dinyatakan terima",
        "/evaluasi/{}/mengapa/",
        "Lihat",
        False,
    ),
}
STANDING = """
SELECT p.id, p.placement_id, p.state, v.id, v.state, y.plans_due_on FROM plan p
JOIN plan_version v ON v.plan_id = p.id JOIN performance_year y ON y.id = p.year_id
WHERE p.employee_id = %s AND p.held @> %s ORDER BY v.no DESC LIMIT 1
"""
PERIOD = """
SELECT t.id, t.no, t.label, t.realization_due_on, t.evaluation_due_on FROM period t
JOIN performance_year y ON y.id = t.year_id WHERE t.held @> %s AND y.state = 'OPEN'
"""
SAID = """
SELECT f.text, f.label, f.given_at, e.title_front, e.name, e.title_back FROM feedback f
JOIN employee e ON e.id = f.author_id WHERE f.employee_id = %s
ORDER BY f.given_at DESC, f.id DESC LIMIT 1
"""
INDICATORS = """
SELECT c.indicator_id, c.text, c.target, c.target_date, c.target_text, c.unit, c.direction,
  c.accumulation FROM indicator_content c JOIN indicator i ON i.id = c.indicator_id
JOIN result_content r ON r.result_id = i.result_id AND r.plan_version_id = c.plan_version_id
WHERE c.plan_version_id = %s AND r.deleted_at IS NULL
ORDER BY r.kind DESC, r.position, r.id, c.position, c.id
"""
REACHED = """
SELECT z.indicator_id, t.no, z.value, z.value_date, z.value_text FROM realization z
JOIN period t ON t.id = z.period_id WHERE z.plan_id = %s AND t.no <= %s ORDER BY t.no, z.id
"""
EVALUATOR = """
SELECT who.title_front, who.name, who.title_back FROM evaluators(%s, %s::bigint[]) line
JOIN employee who ON who.id = line.evaluator_id
"""
GREETINGS = ((4, "malam"), (11, "pagi"), (15, "siang"), (18, "sore"), (24, "malam"))


def show(visitor: Visitor) -> str:
    on = today()
    found = [
        (WORDS[kind, state], id_, esc(about), since, due)
        for kind, id_, about, since, due, state in _tasks(visitor, on)
    ]
    mine = [task for task in found if task[0][3]]
    others = [task for task in found if not task[0][3]]
    standing = rows(STANDING, visitor.employee, on)
    period = rows(PERIOD, on)
    said = rows(SAID, visitor.employee)
    hour = local(dt.datetime.now(dt.UTC)).hour  # noqa: TID251 - the floor has no clock of ours
    greeting = next(word for before, word in GREETINGS if hour < before)
    status = f"Ada {len(mine)} hal yang" if mine else "Tidak ada yang"
    main = (
        f'<div class="page-head">\n<p class="page-head__kicker">{weekday(on)}</p>'
        f"<h1>Selamat {greeting}, {visitor.name}</h1>\n"
        f'<p class="status-line">{status} menunggu Anda.</p></div>\n'
        f'{_steps(standing, period)}<div class="two-columns">\n<div>\n<section class="section">\n'
        f"<h2>Harus Anda kerjakan</h2>\n{_mine(mine, on)}</section>\n"
        f"{_others(others, on, standing, leads=bool(visitor.evaluates))}{_said(said)}</div>\n"
        f"<aside>\n{_own(standing, period)}{_oversight(visitor, period)}</aside>\n</div>\n"
    )
    kind = "home_leader" if visitor.evaluates else "home"
    return page(kind, visitor, "Beranda", main)


def _tasks(visitor: Visitor, on: dt.date) -> list[tuple[Any, ...]]:
    given = {"me": visitor.employee, "team": visitor.evaluates, "day": on}
    return connection.cursor().execute(TASKS, given).fetchall()


def _mine(tasks: list[Any], on: dt.date) -> str:
    drawn: list[str] = []
    for (words, path, action, _), id_, about, since, due in tasks[:7]:
        href, title = path.format(id_), words.format(about)
        when = local(since).date()
        note = (
            f"Batas <b>{weekday(due)}</b>, {until(due, on)}"
            + (". Masih bisa dikerjakan, ditandai terlambat" if due < on else "")
            if due
            else f"Sejak {weekday(when)}, {until(when, on)}"
        )
        first = not drawn
        drawn.append(
            f"<li{' class=' + PRIMARY if first else ''}>\n"
            f'<p class="task-list__title"><a href="{href}">{title}</a></p>\n'
            f'<p class="task-list__note">{note}</p>\n<div class="task-list__end">'
            f'<a class="button{"" if first else " button--secondary"}" href="{href}">{action}'
            f'<span class="visually-hidden">: {title}</span></a></div>\n</li>\n'
        )
    more = (
        f'<p class="muted above-2">Dan {len(tasks) - 7} lainnya. <a href="/penilaian/">Buka daftar '
        'penilaian</a> atau <a href="/tim/">tim saya</a>.</p>\n'
        if len(tasks) > 7
        else ""
    )
    return f'<ul class="task-list" role="list">\n{"".join(drawn)}</ul>\n{more}'


PRIMARY = '"primary"'


def _others(tasks: list[Any], on: dt.date, standing: list[tuple[Any, ...]], *, leads: bool) -> str:
    if not tasks:
        return ""
    evaluator = "Penilai Anda"
    if any(words.startswith(("Evaluasi", "{}")) for (words, *_), *_ in tasks):
        evaluator = full(*rows(EVALUATOR, on, [standing[0][1]])[0]) if standing else evaluator
    drawn = []
    for (words, path, *_), id_, told, since, _ in tasks[:4]:
        when = local(since).date()
        about, _, waits = told.partition("\x1f")
        who = waits or (about.partition(",")[0] if words.startswith("Hasil") else evaluator)
        drawn.append(
            f'<li>\n<p class="task-list__title"><a href="{path.format(id_)}">'
            f'{words.format(about)}</a></p>\n<p class="task-list__note">{who}, sejak '
            f"{weekday(when)}, {until(when, on)}</p>\n</li>\n"
        )
    more = ""
    if len(tasks) > 4:
        to_team = ' <a href="/dialog/tim/">Buka pembinaan</a>.' if leads else ""
        more = f'<p class="muted above-2">Dan {len(tasks) - 4} lainnya.{to_team}</p>\n'
    return (
        '<section class="section">\n<h2>Menunggu orang lain</h2>\n'
        f'<ul class="task-list" role="list">\n{"".join(drawn)}</ul>\n{more}</section>\n'
    )


def _said(found: list[tuple[Any, ...]]) -> str:
    if not found:
        return ""
    text, label, at, *who = found[0]
    return (
        '<section class="section">\n<div class="section-title"><h2>Umpan balik terbaru</h2>'
        '<a href="/umpan-balik/">Lihat semua</a></div>\n'
        f'<blockquote class="quiet-panel"><p>“{esc(text)}”</p><p class="muted small above-2">'
        f"{full(*who)}, tentang {esc(label)}, {weekday(local(at))}</p></blockquote>\n</section>\n"
    )


def _steps(standing: list[tuple[Any, ...]], period: list[tuple[Any, ...]]) -> str:
    if not standing or not period:
        return ""
    at = {"AGREED": 1, "CLOSED": 3}.get(standing[0][2], 0)
    names = ("Rencana", "Realisasi", "Penilaian", "Hasil")
    dates = [f"s.d. {short(d)}" for d in (standing[0][5], *period[0][3:5])]
    items = []
    for no, (name, when) in enumerate(zip(names, [*dates, "sesudah diserahkan"], strict=True)):
        kind = ' class="done"' if no < at else ' aria-current="step"' if no == at else ""
        done = '<span class="visually-hidden">, selesai</span>' if no < at else ""
        items.append(f"<li{kind}><b>{name}{done}</b><span>{when}</span></li>\n")
    return f'<ol class="steps" role="list" aria-label="Tahap">\n{"".join(items)}</ol>\n'


def _own(standing: list[tuple[Any, ...]], period: list[tuple[Any, ...]]) -> str:
    if not standing:
        return '<section><h2>SKP saya</h2><p class="muted">Belum ada SKP.</p></section>\n'
    plan, _, _, version, state, _ = standing[0]
    head = (
        f'<section>\n<div class="section-title"><h2>SKP saya</h2><a href="/skp/{plan}/">Buka SKP'
        "</a></div>\n"
    )
    if state != "AGREED" or not period:
        return f'{head}<p class="muted">Draf, belum diajukan.</p>\n</section>\n'
    drawn, done = indicators(plan, version, period[0][1])
    return (
        f'{head}<p class="above-2 below-4">{done} dari {len(drawn)} indikator sudah mencapai '
        f'target.</p>\n<ul class="progress-list" role="list">\n{"".join(drawn[:8])}</ul>\n'
        '<p class="smaller muted above-4">Garis tegak adalah target tahun ini.</p>\n</section>\n'
    )


def indicators(plan: int, version: int, no: int) -> tuple[list[str], int]:
    """Draw the indicators of a plan with how far they are."""
    reached = grouped(REACHED, plan, no)
    rows("SELECT id FROM evidence_use WHERE plan_id = %s AND period_id = %s", plan, no)
    drawn, done = [], 0
    for id_, text, goal, on, words, of, direction, accumulation in rows(INDICATORS, version):
        told = reached.get(id_, [])
        figure = accumulated([one[1] for one in told], accumulation)
        shown = target(goal, on, words, of)
        share: float = 0.0
        is_done = False
        label = "belum ada realisasi"
        if goal is not None and figure is not None:
            gained = percent(goal, figure, direction)
            is_done = figure >= goal if direction == "HIGHER" else figure <= goal
            share = min(float(gained or 0), 120.0) * 0.8
            label = f"{number(gained)}%" if gained is not None else "tidak dihitung"
        done += is_done
        value = f"<b>{number(figure)}</b> / {shown}" if figure is not None else f"target {shown}"
        tone = "b" if is_done else ("bp" if figure is not None else "n")
        drawn.append(
            f'<li><span>{esc(text)}</span><span class="value">{value}</span>'
            f"{bar(share, 80.0 if goal is not None else None, tone, f'{esc(text)}: {label}')}\n"
            "</li>\n"
        )
    return drawn, done


def _oversight(visitor: Visitor, period: list[tuple[Any, ...]]) -> str:
    if not visitor.headed or not period:
        return ""
    word, _, number_ = period[0][2].partition(" ")
    return (
        '<section class="above-7">\n<h2>Kemajuan</h2>\n<p class="above-2 below-2">Sampai mana '
        f"{word.lower()} {number_}, dan siapa yang bisa membuka yang macet.</p>\n"
        '<p><a href="/kemajuan/">Buka kemajuan</a></p>\n</section>\n'
    )
