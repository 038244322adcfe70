"""Signing in: the same password check and the same writes."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
import secrets
from base64 import b64encode
from typing import Any

from argon2 import PasswordHasher
from psycopg.types.json import Jsonb

from bench.floor.frame import KEY, rows, run
from bench.floor.words import now

HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
ATTEMPT = """
INSERT INTO account_failed_attempt (at, username, network) VALUES (%s, %s, %s) RETURNING id
"""
BY_BOTH = """
SELECT count(*) FROM account_failed_attempt WHERE at > %s AND id <> %s AND username = %s
  AND network = %s
"""
BY_NAME = """
SELECT count(*) FROM account_failed_attempt WHERE at > %s AND id <> %s AND username = %s
"""
BY_NETWORK = """
SELECT count(*) FROM account_failed_attempt WHERE at > %s AND id <> %s AND network = %s
"""
ACCOUNT = "SELECT id, password, is_active, theme FROM account WHERE username = %s"
FORGET = "DELETE FROM account_failed_attempt WHERE username = %s AND network = %s"
SEEN = "UPDATE account SET last_login = %s WHERE id = %s"
SESSION = """
INSERT INTO account_session (session_key, session_data, expire_date, user_id, auth_hash,
  shared_device, started_at, agent) VALUES (%s, %s, %s, %s, %s, false, %s, '')
"""
RECORD = """
INSERT INTO audit_event (at, action, via, request_id, user_id, employee_id, capacity, real_user_id,
  subject_kind, subject_id, about_employee_id, unit_id, changes, salt, changes_digest)
VALUES (%s, 'accounts.session.opened', 'WEB', %s, %s, NULL, '', NULL, 'accounts.user', %s, NULL,
  NULL, %s, %s, %s)
"""
LIMITS = (dt.timedelta(minutes=5), dt.timedelta(hours=1), dt.timedelta(minutes=1))


def sign_in(form: dict[str, str], environ: dict[str, Any]) -> str:
    """Check name and password, open a session; return its cookie."""
    at, name, network = now(), form["nip"].replace(" ", ""), environ["REMOTE_ADDR"]
    attempt = rows(ATTEMPT, at, name, network)[0][0]
    both, hour, minute = (at - limit for limit in LIMITS)
    failures = (
        rows(BY_BOTH, both, attempt, name, network)[0][0],
        rows(BY_NAME, hour, attempt, name)[0][0],
        rows(BY_NETWORK, minute, attempt, network)[0][0],
    )
    user, password, is_active, _ = rows(ACCOUNT, name)[0]
    if failures[0] >= 5 or failures[1] >= 50 or failures[2] >= 300 or not is_active:
        raise PermissionError
    HASHER.verify(password.removeprefix("argon2"), form["kata_sandi"])
    run(FORGET, name, network)
    run(SEEN, at, user)
    key = secrets.token_hex(16)
    auth_hash = hmac.new(KEY, password.encode(), hashlib.sha256).hexdigest()
    data = {"_auth_user_id": str(user), "_auth_user_hash": auth_hash, "started_at": at.isoformat()}
    packed = b64encode(json.dumps(data).encode()).decode()
    signed = f"{packed}:{hmac.new(KEY, packed.encode(), hashlib.sha256).hexdigest()}"
    run(SESSION, key, signed, at + dt.timedelta(hours=12), user, auth_hash, at)
    salt, changes = os.urandom(16), {"shared_device": False}
    digest = hashlib.sha256(salt + json.dumps(changes).encode()).digest()
    run(RECORD, at, secrets.token_hex(6), user, user, Jsonb(changes), salt, digest)
    return f"kinerja_sesi={key}; HttpOnly; Path=/; SameSite=Lax; Max-Age=43200"
