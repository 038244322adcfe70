"""Enums whose members carry the words that people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labeled(StrEnum):
    """A legal category: its code is the stored value, its label is what a person reads."""

    _value_: str
    label: str

    # The defaults let type checkers accept the lookup of a member, Labeled("CODE").
    def __new__(cls, code: str, label: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    @classmethod
    def choices(cls) -> tuple[tuple[str, str], ...]:
        """Return (code, label) pairs in legal order, as forms and models take them."""
        return tuple((member.value, member.label) for member in cls)


class Coded(Labeled):
    """A legal category that the national system (SIASN) also numbers."""

    siasn: int

    def __new__(cls, code: str, label: str = "", siasn: int = 0) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.siasn = siasn
        return member
