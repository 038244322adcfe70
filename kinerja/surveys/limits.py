"""How often somebody may send, and what it costs beyond: wide, because many share an address."""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
from typing import NamedTuple

from kinerja.foundation import clock
from kinerja.surveys import keys

#: the stretch of time that a budget is for
SLOT = dt.timedelta(minutes=10)
#: sendings of one address to one counter in a slot: a kiosk takes one a minute, and whoever floods
#: a counter takes nothing from those who answer at others behind the same address of a carrier
PER_ADDRESS = 60
#: of its neighborhood to all: a mobile carrier leads a whole city through a few addresses
PER_NEIGHBORHOOD = 1_200
#: so much more may come with a proof of work; beyond it nothing does, whatever it costs
PROVEN = 20
#: codes that nobody has: a person mistypes a few, and a carrier's address stands for thousands.
#: Of a thousand codes in use, so many guesses find one in two thousand slots
MISSES = 300
#: from so many on in a slot the answers of a counter bear a signal: no counter serves four a minute
BURST = 40
#: no bound at all, for the bucket of a counter, which only counts
UNBOUND = 2**31 - 1
#: leading zero bits of a proof: 65,000 hashes in the mean, a second or two of an old phone
WORK_BITS = 16


class Buckets(NamedTuple):
    """What one sending counts against; `used` with what each of them may bear, in their order."""

    used: list[bytes]
    allowed: list[int]
    counter: bytes
    slot: int


def buckets_of(code: str, address: str, at: dt.datetime, *, is_proven: bool) -> Buckets:
    """Return the buckets of a sending; whoever reads them finds no address in them."""
    day, times = clock.local_date(at), PROVEN if is_proven else 1
    counter = keys.digest(day, "counter", code)
    budgets = {
        keys.digest(day, "address", f"{address}|{code}"): PER_ADDRESS * times,
        keys.digest(day, "neighborhood", neighborhood(address)): PER_NEIGHBORHOOD * times,
        counter: UNBOUND,
    }
    used = sorted(budgets)  # all sendings take the rows in one order
    return Buckets(used, [budgets[one] for one in used], counter, slot_of(at))


def misses_of(address: str, at: dt.datetime) -> bytes:
    """Return the bucket of the codes that an address asked for and that nobody has."""
    return keys.digest(clock.local_date(at), "miss", address)


def slot_of(at: dt.datetime) -> int:
    """Return the number of the slot within its day."""
    local = clock.local(at)
    return (local.hour * 60 + local.minute) // (SLOT.seconds // 60)


def neighborhood(address: str) -> str:
    """Return the network around an address: /24 of IPv4, /48 of IPv6."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    bits = 24 if known.version == 4 else 48  # noqa: PLR2004 - versions of IP
    return str(ipaddress.ip_network((known, bits), strict=False))


def challenge_of(act: str, at: dt.datetime) -> str:
    """Return what an act has to work on; it is of no use to another one, nor on another day."""
    return keys.digest(clock.local_date(at), "work", act).hex()


def work_of(act: str, at: dt.datetime) -> str:
    """Return the challenge as a phone is told of it, with the zeros that are asked for."""
    return f"{challenge_of(act, at)} {WORK_BITS}"


def is_proven(act: str, proof: str, at: dt.datetime) -> bool:
    """Tell whether somebody has worked for this act: a sending, or an opening of a page."""
    if not 0 < len(proof) <= 12:  # noqa: PLR2004 - digits of a counter
        return False
    said = f"{challenge_of(act, at)}:{proof}".encode()
    number = int.from_bytes(hashlib.sha256(said).digest(), "big")
    return number >> (256 - WORK_BITS) == 0
