"""One session that both have confirmed, as the employee reads it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bench.floor.frame import CSRF, Visitor, page, rows, trail
from bench.floor.words import ICON, day, esc, full, local, moment, now, short, today, until, weekday

HEAD = """
SELECT s.state, s.kind, s.starts_at, s.minutes, s.place, s.notes, s.employee_id, s.leader_id,
  s.placement_id, s.series_id, series.rhythm, series.ended_at, e.title_front, e.name, e.title_back,
  l.title_front, l.name, l.title_back, post.title, s.reason, s.lock_no, s.origin_kind, s.origin_id
FROM dialogue_session s JOIN employee e ON e.id = s.employee_id JOIN employee l ON l.id = s.leader_id
JOIN placement post ON post.id = s.placement_id LEFT JOIN dialogue_series series ON series.id = s.series_id
WHERE s.id = %s AND (s.employee_id = %s OR s.leader_id = %s OR s.placement_id = ANY(%s))
"""
POINTS = """
SELECT i.id, i.session_id, i.title, i.author_id, e.title_front, e.name, e.title_back, i.subject_kind,
  i.subject_id, i.subject_label, i.discussed_at, before.starts_at, i.lock_no
FROM dialogue_agenda_item i JOIN employee e ON e.id = i.author_id
LEFT JOIN dialogue_session before ON before.id = i.carried_from_id
WHERE (i.session_id = %s OR i.carried_from_id = %s) AND i.removed_at IS NULL ORDER BY i.id
"""
AGREED = """
SELECT a.id, a.session_id, a.text, a.due_on, a.state, a.responsible_id, r.title_front, r.name,
  r.title_back, s.starts_at, a.outcome, e.title_front, e.name, e.title_back
FROM dialogue_agreement a JOIN dialogue_session s ON s.id = a.session_id
JOIN employee r ON r.id = a.responsible_id JOIN employee e ON e.id = a.employee_id
WHERE (a.employee_id = %s OR a.leader_id = %s OR a.placement_id = ANY(%s)) AND a.employee_id = %s
  AND (a.session_id = %s OR a.state = 'OPEN' OR a.state_since >= %s) ORDER BY a.due_on, a.id LIMIT 60
"""
CONFIRMED = "SELECT person_id, at FROM dialogue_confirmation WHERE session_id = %s ORDER BY id"
MOVES = """
SELECT moved_from, moved_to, moved_by_id, at, reason FROM dialogue_session_move
WHERE session_id = %s ORDER BY id
"""
NOTE = "SELECT text, lock_no, updated_at FROM dialogue_private_note WHERE author_id = %s AND session_id = %s"
EARLIER = """
SELECT s.id, s.starts_at, agreed.made, agreed.done FROM dialogue_session s
LEFT JOIN LATERAL (SELECT count(*) AS made, count(*) FILTER (WHERE state = 'DONE') AS done
  FROM dialogue_agreement WHERE session_id = s.id) agreed ON true
WHERE (s.employee_id = %s OR s.leader_id = %s OR s.placement_id = ANY(%s)) AND s.employee_id = %s
  AND s.id <> %s AND s.starts_at < %s AND s.state IN ('HELD', 'CONFIRMED')
ORDER BY s.starts_at DESC LIMIT 5
"""
PREPARED = """
SELECT p.id, (SELECT count(*) FROM feedback f WHERE f.employee_id = p.employee_id
  AND f.given_at >= %s) FROM plan p
WHERE p.employee_id = %s AND p.placement_id = %s ORDER BY p.held DESC LIMIT 1
"""
KINDS = {
    "PENETAPAN_EKSPEKTASI": "Penetapan ekspektasi",
    "KLARIFIKASI": "Klarifikasi",
    "UMPAN_BALIK": "Umpan balik",
    "EVALUASI": "Evaluasi",
    "TINDAK_LANJUT": "Tindak lanjut",
}
RHYTHMS = {
    "EVERY_TWO_WEEKS": "setiap dua minggu",
    "MONTHLY": "setiap bulan",
    "EACH_PERIOD": "setiap periode penilaian",
}
SOLID = '<svg class="icon icon--solid" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d='
DROPPED = '<span class="badge badge--n">Tidak dilanjutkan</span>'
LATE = f'<span class="badge badge--k">{SOLID}"M12 19 3.5 6.5h17z"/></svg>'
LOCK = (
    '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M6 11h12a1 1 '
    '0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8 11V8a4 4 0 0 1 8 0v3"/></svg>'
)
TICK = (
    f'<span class="tick tick--still tick--on">{ICON["check"]}<span class="visually-hidden">Sudah '
    "dibahas</span></span>"
)
TABLE = """<div class="container">
<table class="table table--cards">
<caption class="visually-hidden">Kesepakatan sesi ini</caption>
<thead><tr>
<th scope="col">Apa</th>
<th scope="col">Siapa</th>
<th scope="col">Kapan</th>
<th scope="col">Keadaan</th>
</tr></thead>
<tbody>
"""
AWAY = dt.timedelta(days=45)
MONTH = dt.timedelta(days=30)
SUBJECTS = {
    "feedback": "umpan balik",
    "result": "hasil kerja",
    "indicator": "indikator",
    "evidence": "bukti",
}


def show(visitor: Visitor, session: int) -> str:
    me, at, on = visitor.employee, now(), today()
    team = visitor.evaluates
    head = rows(HEAD, session, me, me, team)[0]
    kind, starts, minutes, place, notes, employee, leader, post = head[1:9]
    earlier = rows(EARLIER, me, me, team, employee, session, starts)
    prepared = rows(PREPARED, at - MONTH, employee, post)
    points = rows(POINTS, session, session)
    confirmed = dict(rows(CONFIRMED, session))
    moves = rows(MOVES, session)
    agreed = rows(AGREED, me, me, team, employee, session, at - AWAY)
    note = rows(NOTE, me, session)
    names = {employee: full(*head[12:15]), leader: full(*head[15:18])}
    other = names[leader if me == employee else employee]
    here, end = local(starts), local(starts + dt.timedelta(minutes=minutes))
    rhythm = f", {RHYTHMS[head[10]]}" if head[10] else ""
    before = [row for row in agreed if row[1] != session and row[9] < starts]
    where = f", {esc(place)}" if place else ""
    guided = (
        f'<p class="below-6"><a href="/bimbingan/{head[22]}/">Bagian dari bimbingan kinerja</a></p>'
        if head[21] == "guidance"
        else ""
    )
    main = (
        f'{trail("/dialog/", "Dialog kinerja", day(here.date()))}<div class="page-head page-head--with-'
        f'actions">\n<p class="page-head__kicker">{KINDS[kind]}{rhythm}</p><h1>Dialog dengan {other}</h1>\n'
        f'<p class="status-line">{weekday(here.date())}, pukul {here:%H.%M}–{end:%H.%M} WIB{where}.</p>'
        '<p class="muted">Agenda, catatan, dan kesepakatan terlihat oleh Anda berdua. Catatan pribadi hanya'
        ' oleh penulisnya.</p><div class="page-head__actions actions"></div></div>\n'
        f'<div class="two-columns">\n<div>\n{guided}{_before(before, me, on)}{_agenda(points, session, me)}'
        f"{_notes(notes)}{_agreed([row for row in agreed if row[1] == session], me, on)}"
        f'{_confirmed(names, confirmed, me)}</div>\n<aside>\n<div class="stack stack--loose">\n'
        f"{_private(session, note)}{_prepared(prepared)}{_earlier(earlier)}"
        f"{_moves(moves, names, me)}{_series(head)}</div>\n</aside>\n</div>\n"
    )
    return page("session", visitor, f"Dialog dengan {other}", main)


def _before(before: list[tuple[Any, ...]], me: int, on: dt.date) -> str:
    if not before:
        return ""
    drawn = "".join(
        f'<li>\n<p class="task-list__title"><a href="/dialog/kesepakatan/{row[0]}/">{esc(row[2])}</a></p>\n'
        f'<p class="task-list__note">{"Anda" if row[5] == me else full(*row[6:9])}, batas {weekday(row[3])}'
        f'</p>\n<p class="task-list__end">{_standing(row, on)}</p>\n</li>\n'
        for row in before
    )
    return (
        '<section class="section" aria-labelledby="before">\n<h2 id="before">Dari sesi sebelumnya</h2>\n'
        f'<ul class="task-list task-list--status" role="list">\n{drawn}</ul>\n</section>\n'
    )


def _standing(row: tuple[Any, ...], on: dt.date) -> str:
    if row[4] == "DONE":
        return "Selesai"
    if row[4] == "DROPPED":
        return "Tidak dilanjutkan"
    return f"{LATE}Lewat {(on - row[3]).days} hari</span>" if row[3] < on else until(row[3], on)


def _agenda(points: list[tuple[Any, ...]], session: int, me: int) -> str:
    mine = [row for row in points if row[1] == session]
    drawn = []
    for row in mine:
        about = ""
        if row[7]:
            about = f", {SUBJECTS.get(row[7], 'tentang')}"
            about += f": {esc(row[9])}" if row[9] != row[2] else ""
        taken = f", terbawa dari sesi {short(local(row[11]).date())}" if row[11] else ""
        who = "Anda" if row[3] == me else full(*row[4:7])
        tick = TICK if row[10] else '<span class="tick tick--still"></span>'
        drawn.append(
            f'<li class="agenda-item">\n{tick}<div><p class="bold">{esc(row[2])}</p>\n<p class="smaller '
            f'muted">Dari {who}{about}{taken}</p>\n</div>\n</li>\n'
        )
    discussed = sum(row[10] is not None for row in mine)
    count = f'<p class="muted small">{discussed} dari {len(mine)} dibahas</p>' if mine else ""
    body = (
        f'<ul class="shared-agenda" role="list">\n{"".join(drawn)}</ul>\n'
        if mine
        else '<p class="muted">Tidak ada butir agenda.</p>\n'
    )
    carried = len(points) - len(mine)
    if carried:
        body += f'<p class="small muted above-2">{carried} butir belum dibahas dan ikut ke sesi berikutnya.</p>'
    return (
        '<section class="section" id="agenda" aria-labelledby="agenda-title">\n<div class="section-title">'
        f'<h2 id="agenda-title">Agenda</h2>{count}</div>\n{body}</section>\n'
    )


def _notes(notes: str) -> str:
    return (
        '<section class="section" id="catatan" aria-labelledby="notes-title">\n<h2 id="notes-title" '
        f'class="below-4">Catatan bersama</h2>\n<p class="prose">{esc(notes)}</p>\n</section>\n'
    )


def agreement(row: tuple[Any, ...], who: str, on: dt.date, outcome: str = "") -> str:
    """A line of the table: what, who, when, how it stands."""
    id_, text, due, state = row
    standing = "Selesai" if state == "DONE" else DROPPED if state == "DROPPED" else "Berjalan"
    if state == "OPEN" and due < on:
        standing = f"{LATE}Lewat batas</span>"
    more = f"<small>{esc(outcome)}</small>" if outcome else ""
    return (
        f'<tr><th scope="row"><a href="/dialog/kesepakatan/{id_}/">{esc(text)}</a>{more}</th><td data-label='
        f'"Siapa">{who}</td><td class="nowrap" data-label="Kapan">{short(due)}</td><td data-label="Keadaan">'
        f"{standing}</td></tr>\n"
    )


def _agreed(agreed: list[tuple[Any, ...]], me: int, on: dt.date) -> str:
    drawn = "".join(
        agreement((row[0], *row[2:5]), "Anda" if row[5] == me else full(*row[6:9]), on)
        for row in agreed
    )
    body = (
        f"{TABLE}{drawn}</tbody>\n</table>\n</div>\n"
        if agreed
        else ('<p class="muted">Tidak ada kesepakatan.</p>\n')
    )
    return (
        '<section class="section" id="kesepakatan" aria-labelledby="agreed-title">\n<h2 id="agreed-title" '
        f'class="below-4">Kesepakatan</h2>\n{body}</section>\n'
    )


def _confirmed(names: dict[int, str], confirmed: dict[int, dt.datetime], me: int) -> str:
    drawn = ""
    for person, name in names.items():
        shown = "Anda" if person == me else name
        initials = "".join(word[0] for word in name.split()[:2])
        at = confirmed.get(person)
        words = f"Menyetujui {moment(at)}" if at else "Belum menyetujui catatan"
        drawn += (
            f'<li><div class="person"><span class="avatar" aria-hidden="true">{initials}</span><p><span '
            f'class="bold">{shown}</span><small>{words}</small></p></div>\n</li>\n'
        )
    return (
        '<section class="section" id="konfirmasi" aria-labelledby="confirm-title">\n<h2 id="confirm-title">'
        f'Persetujuan dua pihak</h2>\n<ul class="task-list" role="list">\n{drawn}</ul>\n</section>\n'
    )


def _private(session: int, note: list[tuple[Any, ...]]) -> str:
    text, lock_no = (esc(note[0][0]), note[0][1]) if note else ("", 0)
    return (
        '<section class="private" id="pribadi" aria-labelledby="private-title">\n<div class="row below-2">'
        f'{LOCK}<h2 id="private-title" class="small-title">Catatan pribadi</h2></div>\n<form method="post" '
        f'action="/dialog/{session}/catatan-pribadi/">\n{CSRF}\n<div class="field"><label class="visually-'
        'hidden" for="id_pribadi-notes">Catatan pribadi Anda</label><textarea class="input" id="id_pribadi-'
        f'notes" name="pribadi-notes" rows="5" maxlength="10000">\n{text}</textarea></div>\n<input type='
        f'"hidden" name="pribadi-lock_no" value="{lock_no}">\n<p class="above-2"><button type="submit" '
        'class="button button--secondary button--small">Simpan</button></p>\n</form>\n<p class="smaller '
        'muted above-2">Hanya Anda yang melihat. Tidak dipakai untuk penilaian.</p>\n</section>\n'
    )


def _prepared(prepared: list[tuple[Any, ...]]) -> str:
    plan = prepared[0][0] if prepared else 0
    link = f'<p class="small above-2"><a href="/skp/{plan}/">Buka SKP saya</a></p>' if plan else ""
    return (
        '<section aria-labelledby="prepared-title">\n<h2 id="prepared-title" class="column-title">Baca juga'
        f'</h2>\n{link}<p class="small above-2"><a href="/pengembangan/">Kekuatan dan kelemahan saya</a></p></section>\n'
    )


def _earlier(earlier: list[tuple[Any, ...]]) -> str:
    if not earlier:
        return ""
    drawn = "".join(
        f'<li><a href="/dialog/{id_}/">{weekday(local(at).date())}</a><small>'
        + (
            f"{made} kesepakatan, {'semua' if made == done else done} selesai"
            if made
            else "Tanpa kesepakatan"
        )
        + "</small></li>"
        for id_, at, made, done in earlier
    )
    return (
        '<section aria-labelledby="earlier-title">\n<h2 id="earlier-title" class="column-title">Sesi '
        f'sebelumnya</h2>\n<ol class="timeline" role="list">\n{drawn}</ol>\n</section>\n'
    )


def _moves(moves: list[tuple[Any, ...]], names: dict[int, str], me: int) -> str:
    if not moves:
        return ""
    drawn = ""
    for before, after, by, _, reason in moves:
        old, new = local(before), local(after)
        who = "Anda" if by == me else names.get(by, "Atasan sebelumnya")
        why = f": {esc(reason)}" if reason else ""
        drawn += (
            f"<li>Dari {short(old.date())}, {old:%H.%M} ke {short(new.date())}, {new:%H.%M}<small>{who}{why}"
            "</small></li>"
        )
    return (
        '<section aria-labelledby="moves-title">\n<h2 id="moves-title" class="column-title">Perubahan waktu'
        f'</h2>\n<ol class="timeline" role="list">\n{drawn}</ol>\n</section>\n'
    )


def _series(head: tuple[Any, ...]) -> str:
    if not head[9] or head[11]:
        return ""
    return f'<p class="small"><a href="/dialog/seri/{head[9]}/akhiri/">Akhiri sesi rutin</a></p>\n'
