"""What people write, without the numbers that lead to a person."""

from __future__ import annotations

import re
import unicodedata

REMOVED = "[nomor dihapus]"
LONGEST = 1_000
#: what may stand between the digits of one number; a line break or a comma ends it
BETWEEN = r"[ \t.\-–/()]{0,2}"
NUMBER = re.compile(rf"(?<![\d,])\+?\(?\d(?:{BETWEEN}\d){{8,}}")
MONEY = re.compile(r"\b(?:rp|idr)\.?\s*$", re.IGNORECASE)
#: a NIK and a family card have 16 digits, a NIP 18; a slip of one or two hides nobody
FEWEST_OF_A_PERSON = 14
#: 0812 3456 7890, +62 812, 62812, 812 3456 7890, (0411) 123 456
PHONE = re.compile(r"0\d{8,13}|62\d{8,13}|8\d{9,11}")
#: characters that nobody sees: they would hide a number from us and not from a reader
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]"
)


def screened(text: str) -> str:
    """Return the text as it may be kept: no phone number, no NIK, no hidden characters.

    Law: UU 27/2022 Ps. 16: nothing about a person that the purpose does not need.
    """
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).strip()
    return NUMBER.sub(_judged, plain)[:LONGEST].strip()


def _judged(found: re.Match[str]) -> str:
    digits = "".join(str(unicodedata.digit(char)) for char in found.group() if char.isdigit())
    if len(digits) >= FEWEST_OF_A_PERSON:
        return REMOVED
    if MONEY.search(found.string[: found.start()]):
        return found.group()
    return REMOVED if PHONE.fullmatch(digits) else found.group()
