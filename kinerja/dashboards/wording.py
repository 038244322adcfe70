"""The acts of the trail in words."""

from __future__ import annotations

import datetime as dt
import re

from kinerja.ui.badges import STATES
from kinerja.ui.format import short_day

ACTS = {
    "accounts.account.created": "Membuat akun",
    "accounts.code.issued": "Mencetak kode sekali pakai",
    "accounts.code.used": "Memakai kode sekali pakai",
    "accounts.notice.read": "Membaca pemberitahuan privasi",
    "accounts.password.changed": "Mengganti kata sandi",
    "accounts.session.closed": "Keluar",
    "accounts.session.opened": "Masuk",
    "accounts.sessions.ended": "Keluar dari semua perangkat",
    "anonymous.window.opened": "Membuka masukan anonim",
    "anonymous.window.sealed": "Menutup masukan anonim",
    "city.settings.changed": "Mengubah pengaturan kota",
    "coaching.feedback.given": "Memberi umpan balik",
    "coaching.feedback.off_wall": "Menurunkan apresiasi dari dinding",
    "coaching.report.answered": "Menjawab laporan umpan balik",
    "coaching.report.made": "Melaporkan umpan balik",
    "coaching.request.answered": "Menjawab permintaan umpan balik",
    "coaching.request.declined": "Menolak permintaan umpan balik",
    "coaching.request.made": "Meminta umpan balik",
    "coaching.request.withdrawn": "Menarik permintaan umpan balik",
    "complaints.import.applied": "Mengimpor aduan",
    "complaints.import.left": "Membuang file aduan",
    "complaints.import.uploaded": "Mengunggah file aduan",
    "counseling.case.accepted": "Menerima konseling",
    "counseling.case.asked": "Permintaan konseling",
    "counseling.case.closed": "Menutup konseling",
    "counseling.case.declined": "Menolak permintaan konseling",
    "counseling.case.ended": "Konseling diakhiri tanpa konselor",
    "counseling.case.meeting_canceled": "Membatalkan pertemuan konseling",
    "counseling.case.meeting_held": "Menandai pertemuan konseling",
    "counseling.case.meeting_planned": "Menjadwalkan pertemuan konseling",
    "counseling.case.note_written": "Menyegel catatan konseling",
    "counseling.case.notes_recovered": "Membuka catatan konseling dengan kunci pemulihan",
    "counseling.case.referred": "Rujukan konseling",
    "counseling.case.telling": "Setuju memberi tahu jenis tindak lanjut",
    "counseling.case.withdrawn": "Permintaan konseling ditarik",
    "counseling.key.made": "Membuat kunci catatan konseling",
    "counseling.key.opened": "Membuka kunci catatan konseling",
    "counseling.key.passphrase_changed": "Mengganti kalimat sandi catatan konseling",
    "counseling.key.replaced": "Mengganti kunci catatan konseling",
    "counseling.key.understood": "Membaca risiko kunci hilang",
    "counseling.recovery.made": "Membuat kunci pemulihan catatan konseling",
    "cycles.holiday.added": "Menambah hari libur",
    "cycles.holiday.removed": "Menghapus hari libur",
    "cycles.period.closed": "Menutup periode",
    "cycles.period.reopened": "Membuka lagi periode",
    "cycles.policy.set": "Mengubah aturan kota",
    "cycles.year.dated": "Mengubah tanggal tahun kinerja",
    "cycles.year.opened": "Membuka tahun kinerja",
    "cycles.year.prepared": "Menyiapkan tahun kinerja",
    "dialogue.agreement.done": "Menyelesaikan kesepakatan dialog",
    "dialogue.agreement.dropped": "Tidak melanjutkan kesepakatan dialog",
    "dialogue.agreement.made": "Mencatat kesepakatan dialog",
    "dialogue.agreement.open": "Membuka lagi kesepakatan dialog",
    "dialogue.feed.made": "Membuat alamat kalender",
    "dialogue.feed.revoked": "Mencabut alamat kalender",
    "dialogue.point.added": "Menambah butir agenda dialog",
    "dialogue.point.removed": "Menghapus butir agenda dialog",
    "dialogue.series.begun": "Membuat dialog rutin",
    "dialogue.series.ended": "Mengakhiri dialog rutin",
    "dialogue.series.taken_over": "Meneruskan dialog rutin ke penilai baru",
    "dialogue.session.asked": "Meminta sesi dialog",
    "dialogue.session.canceled": "Membatalkan sesi dialog",
    "dialogue.session.confirmed": "Menyetujui catatan sesi dialog",
    "dialogue.session.held": "Mencatat sesi dialog berlangsung",
    "dialogue.session.missed": "Mencatat ketidakhadiran pada sesi dialog",
    "dialogue.session.moved": "Memindahkan sesi dialog",
    "dialogue.session.planned": "Menjadwalkan sesi dialog",
    "dialogue.session.taken_over": "Meneruskan sesi dialog ke penilai baru",
    "documents.document.issued": "Menerbitkan dokumen",
    "evaluations.evaluation.opened": "Membuka penilaian",
    "evaluations.evaluation.self_sent": "Mengirim evaluasi diri",
    "evaluations.evaluation.decided": "Menetapkan predikat",
    "evaluations.evaluation.corrected": "Mengoreksi predikat",
    "evaluations.evaluation.delivered": "Menyerahkan hasil evaluasi",
    "evaluations.evaluation.received": "Menyatakan menerima hasil",
    "growth.action.added": "Menambah tindakan pengembangan",
    "growth.action.changed": "Mengubah tindakan pengembangan",
    "growth.action.done": "Menyelesaikan tindakan pengembangan",
    "growth.action.dropped": "Tidak melanjutkan tindakan pengembangan",
    "growth.action.open": "Membuka lagi tindakan pengembangan",
    "growth.plan.supported": "Mendukung rencana pengembangan",
    "growth.plan.unsupported": "Dukungan rencana pengembangan berakhir karena isinya berubah",
    "evaluations.organization.rated": "Menetapkan capaian organisasi",
    "evidence.evidence.attached": "Menambah bukti",
    "evidence.evidence.detached": "Melepas bukti",
    "evidence.report.sent": "Mengirim realisasi",
    "guidance.answers.sent": "Mengirim umpan balik tentang bimbingan",
    "guidance.guidance.begun": "Memulai bimbingan",
    "guidance.guidance.competence_rated": "Menilai kompetensi dalam bimbingan",
    "guidance.guidance.declined": "Memutuskan tidak memulai bimbingan",
    "guidance.guidance.extended": "Memperpanjang bimbingan",
    "guidance.guidance.finished": "Menyelesaikan bimbingan",
    "guidance.guidance.mentor_changed": "Mengganti pembimbing",
    "guidance.guidance.offered": "Mengusulkan bimbingan",
    "guidance.guidance.stopped": "Menghentikan bimbingan",
    "guidance.guidance.withdrawn": "Menarik usul bimbingan",
    "guidance.statement.worded": "Mengubah rumusan pernyataan bimbingan",
    "notifications.preference.set": "Mengatur pengingat",
    "organization.employee.imported": "Mengimpor data pegawai",
    "organization.unit.imported": "Mengimpor data unit",
    "organization.employee.corrected": "Memperbaiki data pegawai",
    "organization.employee.ended": "Mengakhiri masa kerja",
    "organization.line.added": "Menetapkan penilai khusus",
    "organization.line.ended": "Mengakhiri penilai khusus",
    "organization.line.reported": "Melaporkan penilai yang salah",
    "organization.line.withdrawn": "Membatalkan penilai khusus",
    "organization.official.added": "Menambah pejabat negara",
    "organization.placement.ended": "Mengakhiri jabatan",
    "organization.placement.head_chosen": "Menetapkan kepala unit",
    "organization.placement.head_released": "Melepas kepala unit",
    "organization.placement.started": "Mencatat jabatan",
    "organization.placement.withdrawn": "Membatalkan jabatan",
    "organization.unit.changed": "Mengubah unit kerja",
    "organization.unit.moved": "Memindahkan unit kerja",
    "organization.unit.dissolved": "Membubarkan unit kerja",
    "plans.plan.agreed": "Menyepakati SKP",
    "plans.plan.opened": "Menyiapkan draf SKP",
    "plans.plan.returned": "Mengembalikan SKP",
    "plans.plan.started": "Mulai menyusun SKP",
    "plans.plan.submitted": "Mengajukan SKP",
    "surveys.paper.entered": "Mengisi jawaban kertas",
    "surveys.paper.imported": "Mengimpor jawaban kertas",
    "surveys.paper.left": "Membuang file jawaban kertas",
    "surveys.paper.uploaded": "Mengunggah file jawaban kertas",
}
#: shorter ones are abbreviations: SKP, JPT
CODE = re.compile(r"[A-Z_]{4,}")
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-\d{2}")
KINDS = {
    "LINK": "Tautan",
    "DI_ATAS": "Di atas",
    "DI_BAWAH": "Di bawah",
    "agreement": "Kesepakatan",
    "evaluation": "Evaluasi",
    "feedback": "Umpan balik",
    "indicator": "Indikator",
    "result": "Hasil kerja",
    "self_evaluation": "Evaluasi diri",
}
VERBS = {
    "added": "Menambah",
    "changed": "Mengubah",
    "corrected": "Mengoreksi",
    "created": "Membuat",
    "ended": "Mengakhiri",
    "granted": "Memberi",
    "removed": "Menghapus",
    "started": "Memulai",
}
NOUNS = {
    "employee": "data pegawai",
    "evaluation": "evaluasi",
    "grant": "peran",
    "import": "impor",
    "line": "penilai khusus",
    "placement": "jabatan",
    "plan": "SKP",
    "unit": "unit kerja",
}
#: what an act was done to, as the trail names it: the label of a model, in small letters
SUBJECTS = {
    "services.service": "layanan",
    "surveys.paperimport": "file jawaban kertas",
    "complaints.complaintimport": "file aduan",
    "accounts.onetimecode": "kode",
    "accounts.user": "akun",
    "anonymous.window": "masukan anonim",
    "city.city": "pengaturan kota",
    "coaching.feedback": "umpan balik",
    "coaching.feedbackreport": "laporan umpan balik",
    "coaching.feedbackrequest": "permintaan umpan balik",
    "counseling.case": "kasus",
    "counseling.counselorkey": "kunci catatan",
    "counseling.recoverykey": "kunci pemulihan",
    "cycles.holiday": "hari libur",
    "cycles.performanceyear": "tahun kinerja",
    "cycles.period": "periode",
    "cycles.policyvalue": "aturan kota",
    "dialogue.agendaitem": "butir agenda",
    "dialogue.agreement": "kesepakatan",
    "dialogue.calendarfeed": "alamat kalender",
    "dialogue.series": "dialog rutin",
    "dialogue.session": "sesi dialog",
    "documents.issueddocument": "dokumen",
    "evaluations.evaluation": "evaluasi",
    "evaluations.evaluationversion": "penetapan evaluasi",
    "evaluations.organizationrating": "capaian organisasi",
    "evidence.evidence": "bukti",
    "evidence.evidenceuse": "pemakaian bukti",
    "evidence.realization": "realisasi",
    "evidence.realizationreport": "laporan realisasi",
    "guidance.guidance": "bimbingan",
    "guidance.statement": "pernyataan bimbingan",
    "guidance.statementanswers": "umpan balik tentang bimbingan",
    "notifications.notificationpreference": "pengaturan pengingat",
    "growth.action": "tindakan pengembangan",
    "growth.developmentplan": "rencana pengembangan",
    "organization.employee": "pegawai",
    "organization.import": "impor",
    "organization.placement": "jabatan",
    "organization.reportingline": "penilai khusus",
    "organization.rolegrant": "peran",
    "organization.unit": "unit kerja",
    "organization.unitperiod": "masa unit kerja",
    "plans.plan": "SKP",
    "plans.planversion": "versi SKP",
}
FIELDS = {
    "answers": "jawaban",
    "changed": "diperbarui",
    "comments": "saran",
    "faulty": "baris salah",
    "left_out": "dilewati",
    "new": "baru",
    "asked": "jumlah yang ditanya",
    "carried": "butir yang terbawa",
    "closes": "ditutup",
    "counselor": "konselor",
    "digest_hour": "jam ringkasan",
    "due_on": "batas waktu",
    "ends_on": "selesai",
    "evaluation": "evaluasi",
    "feedback": "umpan balik",
    "from": "dari",
    "is_verified": "sudah diperiksa",
    "leader": "yang memimpin",
    "mentor": "pembimbing",
    "missed_by": "yang tidak hadir",
    "origin": "asal",
    "outcome": "hasil",
    "quiet_from": "jam tenang mulai",
    "quiet_until": "jam tenang sampai",
    "responsible": "yang mengerjakan",
    "rhythm": "irama",
    "ring": "kelompok",
    "series": "dialog rutin",
    "session": "sesi dialog",
    "starts_at": "mulai",
    "to": "ke",
    "visibility": "pembaca",
    "wants_digest": "menerima ringkasan",
    "year": "tahun",
    "day": "tanggal",
    "plan": "SKP",
    "period": "periode",
    "kind": "jenis",
    "parameter": "aturan",
    "valid_from": "berlaku mulai",
    "is_late": "terlambat",
    "shared_device": "perangkat bersama",
    "version": "versi",
    "no": "nomor",
    "number": "nomor",
    "reason": "alasan",
    "indicator": "indikator",
    "state": "keadaan",
    "role": "peran",
    "unit": "unit",
}

VIAS = {
    "API": "sambungan sistem",
    "CLI": "perintah server",
    "DEMO": "data contoh",
    "JOB": "tugas terjadwal",
}


def act(action: str) -> str:
    """Return an act in words; one that has no wording yet is put together from its parts."""
    if action in ACTS:
        return ACTS[action]
    _, noun, verb = [*action.split("."), "", ""][:3]
    words = f"{VERBS.get(verb, verb)} {NOUNS.get(noun, noun)}".replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def subject(kind: str, number: int) -> str:
    """versi SKP nomor 97; a kind without wording keeps its number alone"""
    return f"{SUBJECTS.get(kind, '')} nomor {number}".strip()


def field(name: str) -> str:
    """Return the name of a changed field in words."""
    return FIELDS.get(name, name.replace("_", " "))


def said(value: object) -> object:
    """Return a code in words, anything else as it is: Diajukan, from SUBMITTED."""
    if not isinstance(value, str):
        return value
    if value in STATES:
        return STATES[value][0]
    if DAY.fullmatch(value):
        return short_day(dt.date.fromisoformat(value))
    if value in KINDS:
        return KINDS[value]
    return value.replace("_", " ").capitalize() if CODE.fullmatch(value) else value
