"""What a predikat suggests to the person who must decide: guidance, and counseling beside it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from regulation.grade import Grade
from regulation.instruments import PERMENPANRB_6_2022
from regulation.labels import Labeled
from regulation.ruling import Reason, Ruling


class FollowUp(Labeled):
    """What may follow a predikat. A person begins it or not; nothing follows by itself."""

    BIMBINGAN = "BIMBINGAN", "Bimbingan kinerja"
    KONSELING = "KONSELING", "Konseling kinerja"


#: no discipline here: PP 94/2021 knows no offense of a missed target
FOLLOW_UPS: Mapping[Grade, tuple[FollowUp, ...]] = MappingProxyType(
    {
        Grade.SANGAT_BAIK: (),
        Grade.BAIK: (),
        Grade.BUTUH_PERBAIKAN: (FollowUp.BIMBINGAN,),
        Grade.KURANG: (FollowUp.BIMBINGAN, FollowUp.KONSELING),
        Grade.SANGAT_KURANG: (FollowUp.BIMBINGAN, FollowUp.KONSELING),
    }
)
#: the provision has not been read in the official text
SOURCE = PERMENPANRB_6_2022.unverified()
TEXTS: Mapping[FollowUp, str] = MappingProxyType(
    {
        FollowUp.BIMBINGAN: (
            "Rencana bimbingan menyepakati apa yang diperbaiki, bersama siapa, dan sampai kapan."
        ),
        FollowUp.KONSELING: (
            "Konseling dengan konselor di luar garis atasan dapat mendampingi bimbingan."
        ),
    }
)


def follow_up(*, grade: Grade) -> Ruling[tuple[FollowUp, ...]]:
    """Say what a predikat suggests; the reasons never name it.

    Law: PermenPANRB 6/2022.
    """
    suggested = FOLLOW_UPS[grade]
    return Ruling(suggested, tuple(Reason(SOURCE, TEXTS[one], code=one.value) for one in suggested))
