"""What kind of employee and what group of position a row tells of."""

from __future__ import annotations

import re

from regulation.identity import EmployeeKind, Sex, presumed_kind
from regulation.ranks import is_pppk_grade, rank_of

JPT, ADMINISTRATOR, PENGAWAS, PELAKSANA, JF = "JPT", "ADMINISTRATOR", "PENGAWAS", "PELAKSANA", "JF"
PLACEMENT_KINDS = {
    "": "DEFINITIF",
    "DEFINITIF": "DEFINITIF",
    "DEFINITIVE": "DEFINITIF",
    "PLT": "PLT",
    "PELAKSANA TUGAS": "PLT",
    "PLH": "PLH",
    "PELAKSANA HARIAN": "PLH",
}
SEXES = {
    "L": Sex.L,
    "LAKI LAKI": Sex.L,
    "LAKILAKI": Sex.L,
    "PRIA": Sex.L,
    "M": Sex.L,
    "1": Sex.L,
    "P": Sex.P,
    "PEREMPUAN": Sex.P,
    "WANITA": Sex.P,
    "F": Sex.P,
    "2": Sex.P,
}
#: groups by what JENIS JABATAN says; the first that fits
GROUP_WORDS = (
    (r"\b(JPT|PIMPINAN TINGGI)\b", JPT),
    (r"\bADMINISTRATOR\b", ADMINISTRATOR),
    (r"\bPENGAWAS\b", PENGAWAS),
    (r"\b(PELAKSANA|FUNGSIONAL UMUM|JFU)\b", PELAKSANA),
    (r"\b(FUNGSIONAL|JFT|JF)\b", JF),
)
#: structural positions of a city by their names (domain: eselon and typical posts)
TITLE_WORDS = (
    (r"\b(INSPEKTUR PEMBANTU|SEKRETARIS (DINAS|BADAN|INSPEKTORAT|SATUAN))\b", ADMINISTRATOR),
    (
        r"\bKEPALA (BAGIAN|BIDANG)\b|^CAMAT\b|^SEKRETARIS CAMAT\b|\bSEKRETARIS KECAMATAN\b",
        ADMINISTRATOR,
    ),
    (r"\bKEPALA (SUB|SEKSI|UPT)|^LURAH\b|\bSEKRETARIS (KELURAHAN|LURAH)\b", PENGAWAS),
    (r"\bKEPALA (DINAS|BADAN|SATUAN)\b|^(ASISTEN|STAF AHLI|INSPEKTUR|DIREKTUR)\b", JPT),
    (r"\bSEKRETARIS (DAERAH|DPRD|DEWAN)\b", JPT),
)
FUNCTIONAL_LEVELS = re.compile(
    r"\b(AHLI (PERTAMA|MUDA|MADYA|UTAMA)|PEMULA|TERAMPIL|MAHIR|PENYELIA)\b"
)
FUNCTIONAL = re.compile(
    r"\b(GURU|DOKTER|PERAWAT|BIDAN|AUDITOR|ANALIS KEBIJAKAN|PRANATA|ARSIPARIS|PENYULUH|APOTEKER)\b"
)
ECHELON = re.compile(r"\b(IV|V|I{1,3})\s*[./ -]?\s*([AB])\b")
BY_ECHELON = {"I": JPT, "II": JPT, "III": ADMINISTRATOR, "IV": PENGAWAS, "V": PENGAWAS}
SIASN_ECHELONS = {"11": "I.a", "12": "I.b", "21": "II.a", "22": "II.b"} | {
    "31": "III.a",
    "32": "III.b",
    "41": "IV.a",
    "42": "IV.b",
}
ENDED = re.compile(r"\b(PENSIUN|BERHENTI|DIBERHENTIKAN|MENINGGAL|WAFAT|HILANG)\b")


def folded(text: str) -> str:
    """Return the words in capitals, without punctuation."""
    return " ".join(re.findall(r"[A-Z0-9]+", text.upper()))


def title_key(text: str) -> str:
    """Return a title as it is compared: without case, spaces and brackets."""
    return re.sub(r"[\s()\[\]{}]+", "", text).casefold()


def sex_of(text: str) -> Sex | None:
    return SEXES.get(folded(text))


def kind_of(*, standing: str, employee_type: str, rank: str, nip: str) -> EmployeeKind:
    """Tell the kind from what the list says, else from golongan and NIP."""
    for said in (folded(standing), folded(employee_type)):
        if "PARUH WAKTU" in said:
            return EmployeeKind.PPPK_PARUH_WAKTU
        if re.search(r"\b(PPPK|P3K|PERJANJIAN KERJA)\b", said):
            return EmployeeKind.PPPK
        if re.search(r"\b(C?PNS|PEGAWAI NEGERI SIPIL)\b", said):
            return EmployeeKind.PNS
    return presumed_kind(nip=nip, grade=rank) if nip else EmployeeKind.PNS


def rank_code(text: str) -> str | None:
    """Return the golongan as it is stored: "III/a", or "IX" for PPPK; None when unknown."""
    bare = re.sub(r"^GOL(ONGAN)?\.?\s*", "", text.strip().upper())
    if is_pppk_grade(bare):
        return bare
    rank = rank_of(text)
    return rank.grade if rank else None


def echelon_of(text: str) -> str:
    """Return the eselon as "II.b", "" where there is none."""
    if text.strip() in SIASN_ECHELONS:
        return SIASN_ECHELONS[text.strip()]
    found = ECHELON.search(text.upper())
    return f"{found[1]}.{found[2].lower()}" if found else ""


def group_of(*, said: str, echelon: str, title: str) -> tuple[str, bool]:
    """Return the group of a position, and whether it had to be guessed."""
    words, name = folded(said), folded(title)
    group = next((group for pattern, group in GROUP_WORDS if re.search(pattern, words)), None)
    if group is not None:
        return group, False
    if echelon:
        return BY_ECHELON[echelon.partition(".")[0]], False
    by_title = next((g for pattern, g in TITLE_WORDS if re.search(pattern, name)), None)
    if "STRUKTURAL" in words or by_title is not None:
        return by_title or PENGAWAS, by_title is None
    if FUNCTIONAL_LEVELS.search(name) or FUNCTIONAL.search(name):
        return JF, False
    return PELAKSANA, bool(words)


def grade_of(*, echelon: str, group: str, title: str) -> str:
    """Return the level of a position: the eselon, or the jenjang of a functional one."""
    if echelon:
        return echelon
    found = FUNCTIONAL_LEVELS.search(folded(title)) if group == JF else None
    return found[0].title() if found else ""
