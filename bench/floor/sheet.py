"""The realization of one period, and its autosave."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bench.floor.frame import FORM, Visitor, grouped, page, rows, run, trail, transaction
from bench.floor.words import (
    ICON,
    accumulated,
    day,
    esc,
    local,
    now,
    number,
    percent,
    target,
    today,
    unit,
    until,
    weekday,
)

PLAN = """
SELECT p.id, p.employee_id, p.year_id, p.state, y.year, e.title_front, e.name, e.title_back
FROM plan p JOIN employee e ON e.id = p.employee_id JOIN performance_year y ON y.id = p.year_id
WHERE p.id = %s AND (p.employee_id = %s OR p.placement_id = ANY(%s) OR p.unit_id = ANY(%s)
  OR p.unit_id = ANY(%s) OR p.unit_id = ANY(%s))
"""
PERIOD = """
SELECT id, no, label, lower(held), realization_due_on, closed_at FROM period
WHERE id = %s AND year_id = %s
"""
VERSION = "SELECT id FROM plan_version WHERE plan_id = %s AND state = 'AGREED' LIMIT 1"
RESULTS = """
SELECT result_id, text FROM result_content WHERE plan_version_id = %s AND deleted_at IS NULL
ORDER BY kind DESC, position, id
"""
INDICATORS = """
SELECT i.result_id, c.indicator_id, c.text, c.target, c.target_date, c.target_text, c.unit,
  c.direction, c.accumulation FROM indicator_content c JOIN indicator i ON i.id = c.indicator_id
WHERE c.plan_version_id = %s ORDER BY c.position, c.id
"""
REACHED = """
SELECT z.indicator_id, t.no, z.value, z.value_date, z.value_text, z.note, z.lock_no
FROM realization z JOIN period t ON t.id = z.period_id
WHERE z.plan_id = %s AND t.no <= %s ORDER BY t.no, z.id
"""
USES = """
SELECT u.subject_id, u.id, x.id, x.kind, x.name, x.link, x.size, u.used_at FROM evidence_use u
JOIN evidence x ON x.id = u.evidence_id
WHERE u.plan_id = %s AND u.period_id = %s AND u.subject_kind = 'indicator'
ORDER BY u.used_at, u.id
"""
REPORT = "SELECT sent_at, is_late FROM realization_report WHERE plan_id = %s AND period_id = %s"
ACCESS = """
INSERT INTO access_event (at, user_id, about_employee_id, subject_kind, subject_id, purpose)
VALUES (%s, %s, %s, %s, %s, %s)
"""
SHARE = "SELECT pg_advisory_xact_lock_shared(%s, %s)"
OPEN = "SELECT lower(held), closed_at, year_id FROM period WHERE id = %s"
HELD = """
SELECT id, lock_no FROM realization WHERE indicator_id = %s AND period_id = %s FOR UPDATE
"""
NEW = """
INSERT INTO realization (plan_id, indicator_id, period_id, value, value_date, value_text, note,
  updated_at, lock_no) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 1)
"""
STORE = """
UPDATE realization SET value = %s, value_date = %s, value_text = %s, note = %s, updated_at = %s,
  lock_no = lock_no + 1 WHERE id = %s
"""


def show(visitor: Visitor, id_: int, period_id: int) -> str:
    on = today()
    _, owner, year_id, _, year, *_ = rows(PLAN, id_, *visitor.scopes)[0]
    _, no, label, _, due, _ = rows(PERIOD, period_id, year_id)[0]
    version = rows(VERSION, id_)[0][0]
    reached, uses = grouped(REACHED, id_, no), grouped(USES, id_, period_id)
    indicators = grouped(INDICATORS, version)
    results = rows(RESULTS, version)
    report = rows(REPORT, id_, period_id)
    if owner != visitor.employee:
        run(ACCESS, now(), visitor.user, owner, "plans.plan", id_, "realisasi dan bukti")
    at = f"/progres/{id_}/{period_id}/"
    blocks: list[str] = []
    counts = [0, 0]
    opened = _first_empty(results, indicators, reached, no)
    for result_no, (key, text) in enumerate(results, start=1):
        lines = []
        for line in indicators.get(key, ()):
            told = reached.get(line[0], [])
            mine = told[-1] if told and told[-1][0] == no else None
            counts[0] += mine is not None
            counts[1] += 1
            draw = _card if line[0] == opened else _line
            lines.append(draw(at, line, told, mine, uses.get(line[0], [])))
        blocks.append(
            f'<section class="result-block" aria-labelledby="rhk-{result_no}">\n'
            f'<h2 id="rhk-{result_no}"><span class="result-number">RHK {result_no}</span> '
            f"{esc(text)}</h2>\n{''.join(lines)}</section>\n"
        )
    spoken = label.lower().replace("triwulan ", "").upper()
    title = f"Realisasi triwulan {spoken} {year}"
    main = f"""{trail("/progres/", "Progres", f"Triwulan {spoken}")}<div class="page-head">
<h1>{title}</h1>
<p class="status-line">{counts[0]} dari {counts[1]} indikator terisi.</p></div>
<div class="two-columns">
<div>
{"".join(blocks)}</div>
<aside>
<div class="stack">
<div>
<h2 class="column-title">Kirim ke penilai</h2>
{_sending(at, report, due, on, counts)}</div>
<p class="visible-to">{ICON["eye"]}Terlihat oleh Anda, penilai, pimpinan di atasnya, pengelola kinerja, dan auditor</p>
</div>
</aside>
</div>
"""
    return page("sheet", visitor, title, main)


def _first_empty(
    results: list[Any], indicators: dict[int, list[Any]], reached: dict[int, list[Any]], no: int
) -> int:
    for key, _ in results:
        for line in indicators.get(key, ()):
            told = reached.get(line[0])
            if not told or told[-1][0] != no:
                return int(line[0])
    return 0


def _written(told: list[Any], of: str) -> str:
    """One period's value as it is read."""
    if told[1] is not None:
        return unit(told[1], of)
    return day(told[2]) if told[2] else str(esc(told[3]))


def _before(told: list[Any], mine: list[Any] | None) -> list[Any] | None:
    earlier = told[:-1] if mine else told
    return earlier[-1] if earlier else None


def _line(at: str, line: list[Any], told: list[Any], mine: Any, uses: list[Any]) -> str:
    key, text, goal, on, words, of, direction, accumulation = line
    last, total = _before(told, mine), ""
    figure = accumulated([one[1] for one in told], accumulation)
    if accumulation == "TOTAL" and last and figure is not None:
        total = f" Jumlah sejak awal tahun {number(figure)} {esc(of)}."
    note = esc(mine[4]) if mine and mine[4] else ""
    if not mine and last:
        note = f"Periode lalu {_written(last, of)}."
    shown = _written(mine, of) if mine else ""
    reading = ""
    if mine and goal is not None and figure is not None:
        gained = percent(goal, figure, direction)
        reading = f", {number(gained)}%" if gained is not None else ""
    value = f"<b>{shown}</b>" if mine else ""
    proofs = f" {len(uses)} bukti." if uses else ""
    style = "" if mine else 'class="button button--secondary button--small" '
    return f"""<div class="filled"><div><h3>{esc(text)}</h3><p class="small muted">{note}{total}{proofs}</p>
<p class="smaller"><a href="/dialog/agenda/tambah/?jenis=indicator&amp;id={key}">Masukkan ke agenda<span class="visually-hidden"> {esc(text)}</span></a></p></div>
<p class="filled__value">{value}<small>target {target(goal, on, words, of)}{reading}</small></p>
<a {style}href="{at}?indikator={key}#indikator-{key}">{"Ubah" if mine else "Isi"}<span class="visually-hidden"> {esc(text)}</span></a></div>
"""


def _field(goal: Any, on: Any, of: str, mine: Any) -> str:
    hint, tag = "", '<input class="input" type="text"'
    if goal is not None:
        hint = "Angka saja, misalnya 95 atau 95,5."
        tag = '<input class="input input--number" type="text"'
    elif on is not None:
        hint = "Misalnya 4-12-2026."
    value = _written(mine, "") if mine else ""
    said = f'<p class="field__hint" id="id_reached_hint">{hint}</p>' if hint else ""
    extra = ' aria-describedby="id_reached_hint" inputmode="decimal"' if hint else ""
    if goal is None and on is None:
        body = (
            '<textarea class="input" id="id_reached" name="reached" cols="40" rows="2" '
            f'maxlength="1000">\n{value}</textarea>\n<p class="field__foot"><span></span>'
            '<span id="id_reached_count" data-count="id_reached">paling banyak 1000 huruf</span></p>'
        )
    else:
        body = (
            f'<div class="input-group input--10">{tag} id="id_reached" name="reached"{extra} '
            f'value="{value}" maxlength="30">\n<span>{esc(of)}</span></div>'
        )
    return (
        '<div class="field">\n<label class="field__label" for="id_reached">Realisasi</label>\n'
        f"{said}{body}\n</div>\n"
    )


def _card(at: str, line: list[Any], told: list[Any], mine: Any, uses: list[Any]) -> str:
    key, text, goal, on, words, of, _, _ = line
    last = _before(told, mine)
    before = f", periode lalu {_written(last, of)}" if last else ""
    note, lock_no = (esc(mine[4]), mine[5]) if mine else ("", 0)
    there = f"{at}{key}/"
    parts = at.strip("/").split("/")
    return f"""<div class="card card--active above-4" id="indikator-{key}">
<div class="card__body">
<div class="section-title below-4"><h3>{esc(text)}</h3><p class="muted small">Target {target(goal, on, words, of)}{before}</p></div>
<p class="smaller below-4"><a href="/dialog/agenda/tambah/?jenis=indicator&amp;id={key}">Masukkan ke agenda dialog<span class="visually-hidden"> {esc(text)}</span></a></p><form method="post" action="{there}simpan/" id="isi" data-draft="{parts[1]}-{parts[2]}-{key}"
  hx-post="{there}draf/" hx-trigger="input changed delay:800ms, change" hx-sync="this:replace" hx-swap="none">
{FORM}
{_field(goal, on, of, mine)}
<div class="field">
<label class="field__label" for="id_note">Penjelasan singkat <span class="field__optional">(boleh kosong)</span></label>
<p class="field__hint" id="id_note_hint">Contoh: apa yang membantu, apa yang menghambat.</p><textarea class="input" id="id_note" name="note" aria-describedby="id_note_hint id_note_count" cols="40" rows="3" maxlength="1000">
{note}</textarea>
<p class="field__foot"><span></span><span id="id_note_count" data-count="id_note">paling banyak 1000 huruf</span></p>
</div>
<input type="hidden" name="version" id="id_version" value="{lock_no}"></form>
<h4 class="above-5 below-2">Bukti</h4>
{_proofs(uses)}<form method="post" enctype="multipart/form-data" action="{there}bukti/" class="above-4">
{FORM}
<div class="upload"><label for="id_file">Unggah file</label><input type="file" id="id_file" name="file" accept=".pdf,.jpg,.jpeg,.png,.webp,.xlsx,.xls,.docx,.doc,.pptx"><button type="submit" class="button button--secondary button--small">Unggah</button></div>
<p class="smaller muted above-2">Foto, PDF, Excel, atau Word, paling besar 5 MB.</p>
</form>
<form method="post" action="{there}bukti/" class="above-4">
{FORM}
<div class="upload"><label for="id_link">Tempel tautan</label><input type="url" class="input" id="id_link" name="link" maxlength="2000" placeholder="https://"><button type="submit" class="button button--secondary button--small">Tambah tautan</button></div>
</form>
</div>
<div class="card__foot"><p class="save-status" id="save-status" role="status"></p>
<button type="submit" class="button to-end" form="isi">Simpan dan lanjut</button></div>
</div>
"""


def _proofs(uses: list[Any]) -> str:
    if not uses:
        return '<p class="muted small">Belum ada bukti. Satu rekap yang menunjukkan angkanya sudah cukup.</p>\n'
    drawn = []
    for use, proof, _, name, link, _, at in uses:
        drawn.append(
            f'<li>{ICON["link"]}<p><a href="{esc(link)}" rel="noopener noreferrer nofollow">'
            f"{esc(name)}</a><small>Tautan, ditambahkan {weekday(local(at))}. Pastikan atasan Anda "
            f'bisa membukanya.</small><a class="small" href="/umpan-balik/minta/?tentang=bukti-{proof}">'
            f'Minta umpan balik<span class="visually-hidden"> tentang {esc(name)}</span></a><span class='
            f'"small muted"> · </span><a class="small" href="/dialog/agenda/tambah/?jenis=evidence&amp;id='
            f'{proof}">Masukkan ke agenda<span class="visually-hidden"> {esc(name)}</span></a></p>\n<form method="post" action="/bukti/lepas/{use}/">{FORM}'
            '<button class="button button--tertiary button--small" type="submit">Lepas'
            f'<span class="visually-hidden"> {esc(name)}</span></button></form></li>\n'
        )
    return f'<ul class="evidence" role="list">\n{"".join(drawn)}</ul>\n'


def _sending(at: str, report: list[Any], due: Any, on: Any, counts: list[int]) -> str:
    if report:
        sent, late = report[0]
        return f"<p>Terkirim {weekday(local(sent))}{', terlambat' if late else ''}.</p>\n"
    left = counts[1] - counts[0]
    more = (
        f'<p class="smaller muted above-2">Bisa dikirim setelah {left} indikator lain terisi.</p>'
        if left
        else ""
    )
    return (
        f"<p>Paling lambat <b>{weekday(due)} pukul 23.59</b>, {until(due, on)}. Setelah itu "
        "realisasi tetap diterima, tetapi ditandai terlambat.</p>\n"
        f'<form method="post" action="{at}kirim/" class="above-4">{FORM}<button type="submit" '
        f'class="button button--secondary button--full">Kirim realisasi</button></form>\n{more}'
    )


def save(visitor: Visitor, id_: int, period_id: int, key: int, form: dict[str, str]) -> str:
    """Autosave: the checks and the write of the application, then what it answers."""
    at = now()
    plan = rows(PLAN, id_, *visitor.scopes)[0]
    line = next(
        one for one in rows(INDICATORS, rows(VERSION, id_)[0][0]) if one[1] == key
    )  # the kind of the target decides how the field is read
    value, text = None, ""
    if line[3] is not None:
        value = Decimal(form["reached"].replace(".", "").replace(",", "."))
    else:
        text = form["reached"]
    if plan[1] != visitor.employee or plan[3] != "AGREED":
        raise PermissionError
    with transaction():
        rows(SHARE, 4, period_id)
        starts, closed, year = rows(OPEN, period_id)[0]
        held = rows(HELD, key, period_id)
        lock_no = held[0][1] if held else 0
        if closed or year != plan[2] or starts > today() or lock_no != int(form["version"]):
            raise ValueError("stale")
        if held:
            run(STORE, value, None, text, form["note"], at, held[0][0])
        else:
            run(NEW, id_, key, period_id, value, None, text, form["note"], at)
    here = local(at)
    return (
        '<p class="save-status" id="save-status" role="status" hx-swap-oob="true">'
        f"{ICON['check']}Tersimpan pukul {here.hour:02d}.{here.minute:02d}</p>\n"
        f'<input type="hidden" name="version" id="id_version" value="{lock_no + 1}" '
        'hx-swap-oob="true">'
    )
