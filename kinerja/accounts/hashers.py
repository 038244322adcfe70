"""Argon2id at the OWASP minimum: 19 ms of CPU instead of 189."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """19 MiB, two passes, one lane. Source: OWASP Password Storage Cheat Sheet."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
