"""The side-by-side screen, and the autosave that answers with the predikat."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from psycopg.types.json import Jsonb

from bench.floor.frame import FORM, Visitor, connection, page, rows, run
from bench.floor.sheet import ACCESS
from bench.floor.why import POLICY, ROLES
from bench.floor.words import (
    BADGE,
    GRADE,
    GRADES,
    ICON,
    RATINGS,
    ZONE,
    accumulated,
    bar,
    day,
    esc,
    full,
    local,
    now,
    target,
    today,
    unit,
    until,
    weekday,
)
from regulation.behavior import CoreValue
from regulation.grade import GRADE_TABLE, Rating

EVALUATION = """
SELECT v.state, v.kind, v.employee_id, v.placement_id, v.unit_id, v.plan_id, p.year_id, v.period_id,
  y.year, t.no, t.label, lower(t.held), upper(t.held), t.evaluation_due_on, e.title_front, e.name,
  e.title_back, post.title, post.is_head, s.content, s.sent_at, d.author_id, d.result_rating,
  d.behavior_rating, d.notes, d.lock_no, d.updated_at,
  (SELECT id FROM plan_version WHERE plan_id = v.plan_id AND state = 'AGREED' LIMIT 1)
FROM evaluation v JOIN plan p ON p.id = v.plan_id JOIN performance_year y ON y.id = p.year_id
JOIN employee e ON e.id = v.employee_id JOIN placement post ON post.id = v.placement_id
LEFT JOIN period t ON t.id = v.period_id LEFT JOIN self_evaluation s ON s.evaluation_id = v.id
LEFT JOIN evaluation_draft d ON d.evaluation_id = v.id
WHERE v.id = %s AND (v.employee_id = %s OR v.placement_id = ANY(%s) OR v.unit_id = ANY(%s)
  OR v.unit_id = ANY(%s) OR v.unit_id = ANY(%s))
"""
RESULTS = """
SELECT result_id, kind, text FROM result_content
WHERE plan_version_id = %s AND deleted_at IS NULL ORDER BY kind DESC, position, id
"""
INDICATORS = """
SELECT i.result_id, c.indicator_id, c.text, c.target, c.target_date, c.target_text, c.unit,
  c.direction, c.accumulation
FROM indicator_content c JOIN indicator i ON i.id = c.indicator_id WHERE c.plan_version_id = %s
ORDER BY c.position, c.id
"""
REACHED = """
SELECT z.indicator_id, t.no, z.value, z.value_date, z.value_text, z.note FROM realization z
JOIN period t ON t.id = z.period_id WHERE z.plan_id = %s AND t.no <= %s ORDER BY t.no
"""
USES = """
SELECT u.subject_id, x.name, x.link FROM evidence_use u JOIN evidence x ON x.id = u.evidence_id
WHERE u.plan_id = %s AND u.period_id = %s AND u.subject_kind = 'indicator' ORDER BY u.id
"""
BEHAVIORS = "SELECT core_value, expectation FROM behavior_content WHERE plan_version_id = %s"
SAID = """
SELECT f.result_id, f.core_value, f.text, f.given_at, f.author_role, e.title_front, e.name,
  e.title_back FROM feedback f JOIN employee e ON e.id = f.author_id
WHERE f.plan_id = %s AND f.given_at >= %s AND f.given_at < %s ORDER BY f.given_at, f.id
"""
NEAREST = """
SELECT own.name, r.unit_id, p.name, r.value, r.source, r.set_at FROM unit_period own
LEFT JOIN unit_period p ON p.valid @> %s AND (p.parent_id IS NOT NULL OR p.id = own.id)
  AND p.unit_id = ANY (string_to_array(rtrim(own.path, '/'), '/')::bigint[])
LEFT JOIN organization_rating r ON r.unit_id = p.unit_id AND r.year_id = %s
  AND r.period_id IS NOT DISTINCT FROM %s
WHERE own.unit_id = %s AND own.valid @> %s ORDER BY r.id IS NULL, length(p.path) DESC LIMIT 1
"""
HISTORY = """
SELECT t.label, v.state, d.result_rating, d.behavior_rating, d.grade FROM evaluation v
JOIN plan p ON p.id = v.plan_id LEFT JOIN period t ON t.id = v.period_id
LEFT JOIN evaluation_version d ON d.id = v.current_version_id
WHERE v.employee_id = %s AND p.year_id = %s AND v.id <> %s ORDER BY t.no NULLS LAST, v.id
"""
NEIGHBOURS = """
SELECT v.id, e.title_front, e.name, e.title_back FROM evaluation v
JOIN employee e ON e.id = v.employee_id JOIN plan p ON p.id = v.plan_id
WHERE v.placement_id = ANY(%s) AND v.employee_id <> %s AND p.year_id = %s AND v.period_id = %s
  AND v.state <> 'NOT_RATED' ORDER BY e.name, v.id
"""
RESULT_IDS = "SELECT id FROM result WHERE plan_id = %s ORDER BY id"
LOCK = "SELECT state, placement_id, employee_id FROM evaluation WHERE id = %s FOR UPDATE"
DRAFT = "SELECT author_id, lock_no FROM evaluation_draft WHERE evaluation_id = %s"
NEW = """
INSERT INTO evaluation_draft (result_rating, behavior_rating, notes, updated_at, author_id,
  evaluation_id, lock_no) VALUES (%s, %s, %s, %s, %s, %s, 1)
"""
STORE = """
UPDATE evaluation_draft SET result_rating = %s, behavior_rating = %s, notes = %s, updated_at = %s,
  author_id = %s, lock_no = lock_no + 1 WHERE evaluation_id = %s
"""
AFTERWARDS = dt.timedelta(days=45)
MARKS = (("DI_BAWAH", "Di bawah"), ("SESUAI", "Sesuai"), ("DI_ATAS", "Di atas"))
GUIDE = """<details class="why"><summary>Pegangan menilai</summary><div>
<p>Baca bukti dulu, lalu kata pegawai, baru beri rating. Rating selain Sesuai perlu alasan. Tidak ada pilihan yang terisi lebih dulu.</p>
<table class="table">
<caption class="visually-hidden">Pegangan memilih rating</caption>
<thead><tr><th scope="col">Rating</th><th scope="col">Hasil kerja</th><th scope="col">Perilaku kerja</th></tr></thead>
<tbody>
<tr><th scope="row">Di atas</th><td>Semua hasil di atas ekspektasi, tidak ada hasil utama di bawahnya, umpan balik positif</td><td>Konsisten, serta menggerakkan dan menjadi teladan bagi orang lain</td></tr>
<tr><th scope="row">Sesuai</th><td>Sebagian besar hasil memenuhi ekspektasi, hanya sebagian sangat kecil hasil utama di bawahnya</td><td>Konsisten menerapkan nilai dasar untuk diri sendiri</td></tr>
<tr><th scope="row">Di bawah</th><td>Sebagian besar atau semua hasil tidak memenuhi ekspektasi</td><td>Belum konsisten</td></tr>
</tbody>
</table>
<p class="basis">PermenPANRB 6/2022, Lampiran (rujukan pasal belum diperiksa)</p>
</div></details>"""
EYE = f'<p class="visible-to above-2">{ICON["eye"]}Tanda dan catatan tiap hasil hanya Anda lihat, tidak dicetak, dan terhapus saat predikat ditetapkan</p>'
LINES = {
    value.value: (value.label, "".join(f"<li>{line}</li>" for line in value.lines))
    for value in CoreValue
}


def show(visitor: Visitor, id_: int) -> str:
    on = today()
    (_, _, employee, placement, unit_id, plan, year_id, period, year, no, label, starts, ends, due,
     front, name, back, post, _, told, sent, author, *draft, version) = rows(
        EVALUATION, id_, *visitor.scopes
    )[0]  # fmt: skip
    if placement not in visitor.evaluates:
        raise PermissionError
    results, planned = rows(RESULTS, version), _grouped(rows(INDICATORS, version))
    reached, uses = _grouped(rows(REACHED, plan, no)), _grouped(rows(USES, plan, period))
    since = dt.datetime.combine(starts, dt.time(), ZONE)
    before = dt.datetime.combine(ends, dt.time(), ZONE) + AFTERWARDS
    said, expected = rows(SAID, plan, since, before), dict(rows(BEHAVIORS, version))
    standing = rows(NEAREST, on, year_id, period, unit_id, on)
    rows(POLICY, on)
    history = rows(HISTORY, employee, year_id, id_)
    people = rows(NEIGHBOURS, visitor.evaluates, visitor.employee, year_id, period)
    kept: list[Any] = draft if author == visitor.employee else ["", "", {}, 0, None]
    owner, words = full(front, name, back), told if sent else None
    title = f"Triwulan {label.split()[-1]} {year}"
    lines = [line for key, *_ in results for line in planned.get(key, ())]
    reported = sum(1 for line in lines if reached.get(line[0]))
    organization = (
        f", capaian organisasi {GRADES[standing[0][3]][0]}" if standing and standing[0][3] else ""
    )
    own = (
        "Evaluasi diri sudah dikirim."
        if words
        else "Evaluasi diri belum dikirim; Anda tetap bisa menilai."
    )
    main = f"""{_switch(id_, owner, esc(post), people)}
<div class="row row--apart above-4 below-6">
<p>{title}{organization}. Realisasi {reported} dari {len(lines)} indikator. {own} Tetapkan paling lambat <b>{weekday(due)}</b>, {until(due, on)}.</p>
{GUIDE}
</div>
<form method="post" action="/evaluasi/{id_}/nilai/" data-draft="penilaian-{id_}" hx-post="/evaluasi/{id_}/nilai/simpan/" hx-trigger="input delay:1200ms, change delay:200ms" hx-sync="this:queue last" hx-swap="none">
{FORM}
<input type="hidden" name="lock_no" id="lock-no" value="{kept[3]}"><input type="hidden" name="window" value="{"0" * 32}">
<div class="side-by-side side-by-side--head only-wide" aria-hidden="true"><p>Bukti dan konteks</p><p>Kata pegawai</p><p>Catatan Anda</p></div>
{"".join(_result(at, row, planned.get(row[0], ()), reached, uses, said, words, kept[2]) for at, row in enumerate(results, start=1))}<section class="rate-result" aria-labelledby="behaviors">
<h2 id="behaviors">Perilaku kerja BerAKHLAK</h2>
<div class="grid">
{"".join(_behavior(code, expected.get(code, ""), said) for code in LINES)}</div>
{_summary(words)}</section>
{_history(history, year)}{_final(id_, len(results), said, kept)}</form>
"""
    run(ACCESS, now(), visitor.user, employee, "evaluations.evaluation", id_, "menilai")
    return page("rate", visitor, f"Nilai {owner}, {title}", main)


def _grouped(found: list[tuple[Any, ...]]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = {}
    for key, *rest in found:
        groups.setdefault(key, []).append(rest)
    return groups


def _switch(id_: int, owner: str, post: str, people: list[Any]) -> str:
    ids = [one[0] for one in people]
    at = ids.index(id_)
    before = after = "<span></span>"
    if at:
        other = people[at - 1]
        before = f'<a class="person-switch__other" href="/evaluasi/{other[0]}/nilai/" rel="prev">{ICON["left"]}<span>{full(*other[1:])}</span><b class="visually-hidden">, pegawai sebelumnya</b></a>'
    if at + 1 < len(people):
        other = people[at + 1]
        after = f'<a class="person-switch__other" href="/evaluasi/{other[0]}/nilai/" rel="next"><span>{full(*other[1:])}</span><b class="visually-hidden">, pegawai berikutnya</b>{ICON["right"]}</a>'
    initials = "".join(word[0] for word in owner.split()[:2])
    return f"""<div class="person-switch">
{before}<div class="person"><span class="avatar" aria-hidden="true">{initials}</span><div><h1 class="small-title">{owner}</h1><small>{at + 1} dari {len(people)} pegawai, {post}</small></div></div>
{after}</div>
"""


def _result(
    at: int,
    row: tuple[Any, ...],
    lines: Any,
    reached: dict[int, list[Any]],
    uses: dict[int, list[Any]],
    said: list[Any],
    words: Any,
    notes: dict[str, Any],
) -> str:
    key, kind, text = row
    extra = ' <span class="small muted">(tambahan)</span>' if kind == "TAMBAHAN" else ""
    shown = [(line[1], use) for line in lines for use in uses.get(line[0], ())]
    proofs = '<p class="small muted">Belum ada bukti untuk hasil ini.</p>\n'
    if shown:
        items = "".join(
            f'<li>{ICON["link"]}<p><a href="{esc(link)}" rel="noopener noreferrer" target="_blank">{esc(name)}</a><small>{esc(of)}</small></p><span></span></li>\n'
            for of, (name, link) in shown
        )
        proofs = f'<details class="why"><summary>{len(shown)} bukti</summary><div><ul class="evidence" role="list">\n{items}</ul></div></details>\n'
    feedback = [one for one in said if one[0] == key]
    if feedback:
        proofs += f'<details class="why"><summary>{len(feedback)} umpan balik</summary><div>\n{"".join(map(_quote, feedback))}</div></details>\n'
    mark = notes.get("marks", {}).get(str(key))
    marks = "".join(
        f'<label><input type="radio" name="mark-{key}" value="{code}"{" checked" if code == mark else ""}><span>{label}</span></label>\n'
        for code, label in MARKS
    )
    note = esc(notes.get("notes", {}).get(str(key), ""))
    return f"""<section class="rate-result" aria-labelledby="result-{key}">
<h2 id="result-{key}"><span class="result-number">Hasil {at}</span> {esc(text)}{extra}</h2>
<div class="side-by-side">
<div>
<h3 class="only-phone small muted">Bukti dan konteks</h3>
<ul class="progress-list progress-list--tight" role="list">
{"".join(_line(line, reached.get(line[0], ())) for line in lines)}</ul>
{proofs}</div>
<div>
<h3 class="only-phone small muted">Kata pegawai</h3>
{_own(words, key)}</div>
<div>
<h3 class="only-phone small muted">Catatan Anda</h3>
<fieldset>
<legend class="visually-hidden">Tanda untuk hasil {at}, hanya untuk Anda</legend>
<div class="choices choices--flat choices--compact">
{marks}</div>
</fieldset>
<div class="field above-4"><label class="field__label" for="id_note-{key}">Catatan pribadi <span class="field__optional">(boleh kosong)</span></label><textarea class="input input--short" id="id_note-{key}" name="note-{key}" rows="2" maxlength="4000">
{note}</textarea></div>
{EYE if at == 1 else ""}</div>
</div>
</section>
"""


def _line(line: Any, told: Any) -> str:
    _, text, goal, on, words, of, direction, accumulation = line
    figure = accumulated([one[1] for one in told], accumulation)
    shown = target(goal, on, words, of)
    last = told[-1] if told else None
    own = note = ""
    if last and last[1] is not None and figure is not None and last[1] != figure:
        own = f"Periode ini {unit(last[1], of)}. "
    if last and last[4]:
        note = f"Catatan pegawai: {esc(last[4])}"
    more = f'<li><div class="small muted prose">{own}{note}</div></li>' if own or note else ""
    if goal is None or goal <= 0:
        value = "Belum ada realisasi"
        if last:
            value = f"Realisasi: <b>{day(last[2]) if last[2] else esc(last[3])}</b>"
        return f'<li><div>{esc(text)}<p class="value">Target: {shown}</p><p class="value prose">{value}</p></div></li>\n{more}'
    top = max(Decimal(100) if of in {"%", "persen"} else goal * Decimal("1.2"), goal, figure or 0)
    share = float(max(figure, 0) / top * 100) if figure is not None else 0.0
    reading = unit(figure, of) if figure is not None else "belum ada realisasi"
    tone = "n"
    if figure is not None:
        done = figure >= goal if direction == "HIGHER" else figure <= goal
        tone = "b" if done else "bp"
    value = f"<b>{reading}</b> / {shown}" if figure is not None else f"target {shown}"
    tick = round(float(goal / top * 100), 2)
    return f'<li><span>{esc(text)}</span><span class="value">{value}</span>{bar(share, tick, tone, f"{reading}, target {shown}")}\n</li>\n{more}'


def _quote(said: Any) -> str:
    return (
        f'<blockquote class="quote below-2"><p>“{esc(said[2])}”</p><p class="muted small">'
        f"{full(*said[5:8])}, {ROLES.get(said[4], said[4].lower())}, {day(local(said[3]))}</p></blockquote>"
    )


def _own(words: Any, key: int) -> str:
    if not words:
        return '<p class="small muted">Evaluasi diri belum dikirim.</p>\n'
    told = words["results"].get(str(key), {})
    drawn = ""
    if told.get("reached"):
        drawn = f'<blockquote class="quote"><p class="prose">“{esc(told["reached"])}”</p></blockquote>\n'
    if told.get("hindered"):
        drawn += f'<p class="small above-2 prose"><span class="muted">Hambatan:</span> {esc(told["hindered"])}</p>\n'
    if told.get("needed"):
        drawn += f'<p class="small above-2 prose"><span class="muted">Bantuan yang diminta:</span> {esc(told["needed"])}</p>\n'
    return drawn or '<p class="small muted">Tidak menulis tentang hasil ini.</p>\n'


def _behavior(code: str, expectation: str, said: list[Any]) -> str:
    label, lines = LINES[code]
    mine = [one for one in said if one[1] == code]
    more = (
        f'<p class="small"><span class="muted">Ekspektasi khusus:</span> {esc(expectation)}</p>\n'
        if expectation
        else ""
    )
    summary = f"{len(mine)} umpan balik" if mine else "Panduan perilaku"
    return f'<div><h3>{label}</h3>{more}<details class="why"><summary>{summary}</summary><div><ul class="stack stack--tight">{lines}</ul>{"".join(map(_quote, mine))}</div></details></div>\n'


def _summary(words: Any) -> str:
    if not words or not words.get("summary"):
        return ""
    return f'<p class="small muted above-4">Catatan lain pegawai</p><blockquote class="quote"><p class="prose">“{esc(words["summary"])}”</p></blockquote>'


def _history(history: list[Any], year: int) -> str:
    if not history:
        return ""
    body = "".join(
        f'<tr><th scope="row">Triwulan {label.split()[-1]} {year}</th><td data-label="Hasil kerja">{RATINGS[result][0] if grade else "–"}</td><td data-label="Perilaku kerja">{RATINGS[behavior][0] if grade else "–"}</td><td data-label="Predikat">{GRADE[grade] if grade else BADGE[state]}</td></tr>\n'
        for label, state, result, behavior, grade in history
    )
    return f"""<section class="rate-result" aria-labelledby="history">
<h2 id="history">Evaluasi lain tahun ini</h2>
<div class="container">
<table class="table table--cards">
<caption class="visually-hidden">Evaluasi lain pegawai ini</caption>
<thead><tr>
<th scope="col">Periode</th>
<th scope="col">Hasil kerja</th>
<th scope="col">Perilaku kerja</th>
<th scope="col">Predikat</th>
</tr></thead>
<tbody>
{body}</tbody>
</table>
</div>
</section>
"""


def _choices(name: str, words: str, chosen: str) -> str:
    radios = "".join(
        f'<label><input type="radio" name="{name}_rating" id="id_{name}_rating_{no}" value="{code}"{" checked" if code == chosen else ""}><span>{label}</span></label>\n'
        for no, (code, label) in enumerate(MARKS)
    )
    return f"""<fieldset>
<legend class="visually-hidden">Rating {words}</legend>
<div class="choices choices--flat choices--compact">
{radios}</div>
</fieldset>
"""


def _final(id_: int, count: int, said: list[Any], kept: list[Any]) -> str:
    result, behavior, notes, _, saved = kept
    feedback = sum(1 for one in said if one[1])
    at = f"{ICON['check']}Tersimpan pukul {local(saved):%H.%M}." if saved else ""
    return f"""<section class="rate-result" aria-labelledby="rating" id="rating">
<h2>Rating akhir</h2>
<div class="grid above-4">
<div id="rating-result">
<h3 class="below-2">Hasil kerja</h3>
{_choices("result", "hasil kerja", result)}
<p class="small muted above-2">Penilaian Anda dari bukti, bukan rata-rata {count} hasil.</p>
<div class="field above-4"><label class="field__label" for="id_result_reason">Alasan rating hasil kerja <span class="field__optional">(wajib jika bukan Sesuai)</span></label><textarea class="input" id="id_result_reason" name="result_reason" rows="3" maxlength="4000">
{esc(notes.get("result_reason", ""))}</textarea></div>
</div>
<div id="rating-behavior">
<h3 class="below-2">Perilaku kerja</h3>
{_choices("behavior", "perilaku kerja", behavior)}
<p class="small muted above-2">{feedback} umpan balik untuk tujuh perilaku BerAKHLAK.</p>
<div class="field above-4"><label class="field__label" for="id_behavior_reason">Alasan rating perilaku kerja <span class="field__optional">(wajib jika bukan Sesuai)</span></label><textarea class="input" id="id_behavior_reason" name="behavior_reason" rows="3" maxlength="4000">
{esc(notes.get("behavior_reason", ""))}</textarea></div>
</div>
</div>
<p class="visible-to above-4">{ICON["eye"]}Dua alasan ini dibaca pegawai setelah hasil diserahkan</p>
<div class="field above-5"><label class="field__label" for="id_recommendation">Catatan atau rekomendasi <span class="field__optional">(boleh kosong, dicetak pada dokumen evaluasi)</span></label><textarea class="input" id="id_recommendation" name="recommendation" rows="3" maxlength="4000">
{esc(notes.get("recommendation", ""))}</textarea></div>
<div class="actions above-5"><button class="button button--secondary" type="submit" name="act" value="save">Simpan dan lihat pratinjau</button></div>
<p class="above-4 small"><a href="/evaluasi/{id_}/mengapa/">Tahap evaluasi ini, atau tandai tidak dinilai</a></p>
</section>
<div class="sticky-actions">
<div class="live-rule">
<div>{_live(result, behavior, notes, "")}<p class="save-status" id="save-status" role="status">{at}</p>
</div>
<div class="actions">
<button class="button" type="submit" name="act" value="check">Periksa lalu tetapkan</button></div>
</div>
</div>
"""


def _live(result: str, behavior: str, notes: dict[str, Any], oob: str) -> str:
    if not result or not behavior:
        return f"""<div id="live"{oob} role="status">
<p class="formula">Pilih dua rating untuk melihat predikatnya.</p>
<p class="small muted">Belum lengkap: <a href="#rating-result">rating hasil kerja</a>, <a href="#rating-behavior">rating perilaku kerja</a>.</p></div>"""
    grade = GRADE_TABLE[Rating(result), Rating(behavior)].value
    first, second = RATINGS[result][0].lower(), RATINGS[behavior][0].lower()
    return f"""<div id="live"{oob} role="status">
<p class="formula"><span><span class="muted only-wide">Isian sementara:</span> Hasil <b>{first}</b>, perilaku <b>{second}</b></span> <span class="muted only-wide">menjadi</span> {GRADE[grade]} <span class="small muted">(draf)</span></p>
<details class="why"><summary>Mengapa?</summary><div><p>Rating hasil kerja {first} dan rating perilaku kerja {second} menjadi predikat {GRADES[grade][0]}.</p><p class="basis">PermenPANRB 6/2022, Lampiran (kuadran kinerja)</p></div></details>
</div>"""


def save(visitor: Visitor, id_: int, form: dict[str, str]) -> str:
    """Autosave: the checks and the write of the application, then what it answers."""
    at = now()
    found = rows(EVALUATION, id_, *visitor.scopes)[0]
    ids = [str(one) for (one,) in rows(RESULT_IDS, found[5])]
    result, behavior, lock_no = form["result_rating"], form["behavior_rating"], form["lock_no"]
    notes = {
        **{name: form[name] for name in ("result_reason", "behavior_reason", "recommendation")},
        "marks": {one: form[f"mark-{one}"] for one in ids if f"mark-{one}" in form},
        "notes": {one: form[f"note-{one}"] for one in ids if form.get(f"note-{one}")},
        "window": form["window"],
    }
    connection.cursor()
    assert connection.made is not None
    with connection.made.transaction():
        state, placement, employee = rows(LOCK, id_)[0]
        if placement not in visitor.evaluates or employee == visitor.employee:
            raise PermissionError
        draft = rows(DRAFT, id_)
        held = draft[0][1] if draft else 0
        if held != int(lock_no) or state == "NOT_RATED":
            raise ValueError("stale")
        values = (result, behavior, Jsonb(notes), at, visitor.employee, id_)
        run(STORE if draft else NEW, *values)
    oob = ' hx-swap-oob="true"'
    return f"""<input type="hidden" name="lock_no" id="lock-no" value="{held + 1}"{oob}>
<p class="save-status" id="save-status" role="status"{oob}>{ICON["check"]}Tersimpan pukul {local(at):%H.%M}.</p>
{_live(result, behavior, notes, oob)}"""
