"""The team of a superior as its mentor: who was met, who will be, what is overdue."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bench.floor.frame import Visitor, page, rows
from bench.floor.words import esc, full, local, short, today, until

PERIOD = "SELECT lower(held), no, label FROM period WHERE held @> %s ORDER BY held LIMIT 1"
REAL = """session.state IN ('HELD', 'CONFIRMED') AND session.origin_kind = ''
  AND (session.notes <> '' OR EXISTS (
    SELECT FROM dialogue_agreement a WHERE a.session_id = session.id))"""
TEAM = f"""
SELECT * FROM (
  SELECT post.id, post.employee_id, e.title_front, e.name, e.title_back, post.title, last.id AS last,
    last.starts_at AS last_at, next.id AS next, next.starts_at AS next_at, asked.id AS asked,
    series.rhythm, agreed.open, agreed.overdue, count(*) OVER (),
    row_number() OVER (ORDER BY e.name, post.id) AS no
  FROM placement post JOIN employee e ON e.id = post.employee_id
  LEFT JOIN LATERAL (SELECT id, starts_at FROM dialogue_session session
    WHERE session.placement_id = post.id AND {REAL} ORDER BY starts_at DESC LIMIT 1) last ON true
  LEFT JOIN LATERAL (SELECT id, starts_at FROM dialogue_session WHERE placement_id = post.id
    AND state = 'PLANNED' AND origin_kind = '' ORDER BY starts_at LIMIT 1) next ON true
  LEFT JOIN LATERAL (SELECT id FROM dialogue_session WHERE placement_id = post.id
    AND state = 'REQUESTED' AND origin_kind = '' LIMIT 1) asked ON true
  LEFT JOIN LATERAL (SELECT rhythm FROM dialogue_series WHERE placement_id = post.id
    AND ended_at IS NULL LIMIT 1) series ON true
  LEFT JOIN LATERAL (SELECT count(*) AS open, count(*) FILTER (WHERE due_on < %s) AS overdue
    FROM dialogue_agreement WHERE placement_id = post.id AND state = 'OPEN') agreed ON true
  WHERE post.id = ANY(%s) AND post.held @> %s
) team WHERE no > 0 AND no <= 50 ORDER BY no
"""
COUNTED = f"""
SELECT count(*), count(*) FILTER (WHERE is_met), count(*) FILTER (WHERE is_late) FROM (
  SELECT EXISTS (SELECT FROM dialogue_session session WHERE session.placement_id = post.id
      AND session.starts_at >= %s AND {REAL}) AS is_met,
    EXISTS (SELECT FROM dialogue_agreement WHERE placement_id = post.id AND state = 'OPEN'
      AND due_on < %s) AS is_late
  FROM placement post WHERE post.id = ANY(%s) AND post.held @> %s) marked
"""
RHYTHMS = {
    "EVERY_TWO_WEEKS": "Setiap dua minggu",
    "MONTHLY": "Setiap bulan",
    "EACH_PERIOD": "Setiap periode penilaian",
}
LATE = (
    '<span class="badge badge--k"><svg class="icon icon--solid" viewBox="0 0 24 24" '
    'aria-hidden="true" focusable="false"><path d="M12 19 3.5 6.5h17z"/></svg>'
)
HEADINGS = """<div class="container">
<table class="table table--cards">
<caption class="visually-hidden">Tim Anda</caption>
<thead><tr>
<th scope="col">Nama</th>
<th scope="col">Sesi terakhir</th>
<th scope="col">Sesi berikutnya</th>
<th scope="col">Kesepakatan</th>
<th scope="col"><span class="visually-hidden">Tindakan</span></th>
</tr></thead>
<tbody>
"""
BLANK = ' class="blank"'


def show(visitor: Visitor) -> str:
    on = today()
    since, _, label = rows(PERIOD, on)[0]
    team = rows(TEAM, on, visitor.evaluates, on)
    people, met, late = rows(COUNTED, since, on, visitor.evaluates, on)[0]
    oversees = (
        '<p class="below-4"><a href="/dialog/cakupan/">Cakupan per atasan di unit Anda</a></p>'
        if visitor.headed or visitor.managed or visitor.audited
        else ""
    )
    main = (
        f'<div class="page-head">\n<h1>Pembinaan</h1>\n<p class="status-line">{met} dari {people} '
        f"orang sudah berdialog dengan Anda pada {label.replace('TRIWULAN', 'triwulan')}.</p>"
        '<p class="muted">Sesi dihitung bila punya catatan atau kesepakatan. Daftar ini urut nama.'
        f'</p></div>\n{oversees}<nav class="tabs" aria-label="Tim Anda"><ul role="list">\n'
        f'<li><a href="/dialog/tim/" aria-current="page">Semua <span class="count">{people}</span>'
        '</a></li>\n<li><a href="?saring=belum">Belum berdialog <span class="count count--quiet">'
        f'{people - met}</span></a></li>\n<li><a href="?saring=lewat">Kesepakatan lewat batas '
        f'<span class="count count--quiet">{late}</span></a></li>\n</ul></nav>\n'
        f"{HEADINGS}{''.join(_row(row, on) for row in team)}</tbody>\n</table>\n</div>\n"
        f"{_pages(team[0][14])}"
    )
    return page("mentor", visitor, "Pembinaan", main)


def _row(row: tuple[Any, ...], on: dt.date) -> str:
    id_, employee, front, name, back, title, last, last_at, next_, next_at, asked, rhythm, *more = (
        row
    )
    opened, overdue = more[0], more[1]
    who = full(front, name, back)
    before = (
        f'<a href="/dialog/{last}/">{until(local(last_at).date(), on)}</a>' if last else "Belum ada"
    )
    if next_:
        at = local(next_at)
        after = f'<a href="/dialog/{next_}/">{short(at.date())}, {at.hour:02d}.{at.minute:02d}</a>'
        if at.date() < on:
            after += '<br><span class="small muted">Belum dicatat</span>'
    else:
        after = f'<a href="/dialog/{asked}/">Diminta pegawai</a>' if asked else "–"
    if rhythm:
        after += f'<br><span class="small muted">{RHYTHMS[rhythm]}</span>'
    agreed = f"{opened} berjalan" if opened else "–"
    if overdue:
        agreed = f"{LATE}{overdue} lewat batas</span>"
    return (
        f'<tr>\n<th scope="row"><a href="/pengembangan/{employee}/">{who}<span class="visually-hidden'
        f'">, kekuatan dan kelemahan</span></a><small>{esc(title)}</small></th>\n'
        f'<td data-label="Sesi terakhir">{before}</td>\n<td data-label="Sesi berikutnya"'
        f"{BLANK if after == '–' else ''}>{after}</td>\n"
        f'<td data-label="Kesepakatan"{BLANK if agreed == "–" else ""}>{agreed}</td>\n<td class="row-actions"><a class="button button--'
        f'secondary button--small" href="/dialog/baru/{id_}/">Jadwalkan<span class="visually-hidden"> dialog dengan {who}'
        f'</span></a> <a class="button button--tertiary button--small" href="/bimbingan/baru/{id_}/">'
        f'Bimbing<span class="visually-hidden"> {who}</span></a></td>\n</tr>\n'
    )


def _pages(total: int) -> str:
    links = ""
    if total > 50:
        numbers = "".join(
            f'<li><a href="?hal={no}"{" aria-current=page" if no == 1 else ""}>'
            f'<span class="visually-hidden">Halaman </span>{no}</a></li>\n'
            for no in range(1, -(-total // 50) + 1)
        )
        links = (
            f'<ul role="list">\n{numbers}<li><a href="?hal=2" rel="next">Berikutnya</a></li></ul>\n'
        )
    return (
        '<nav class="pagination" aria-label="Halaman">\n'
        f"<p>1–{min(50, total)} dari {total}</p>\n{links}</nav>\n"
    )
