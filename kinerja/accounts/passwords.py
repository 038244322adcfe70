"""What a password must be, in words that help."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from kinerja.accounts.models import User

SHORTEST = 10
MESSAGES = {
    "password_too_short": f"Paling sedikit {SHORTEST} huruf atau angka.",
    "password_too_common": "Kata sandi ini terlalu mudah ditebak. Pilih yang lain.",
    "password_entirely_numeric": "Kata sandi ini hanya berisi angka. Tambahkan huruf.",
}
HINT = f"Paling sedikit {SHORTEST} huruf. Kalimat pendek yang hanya Anda tahu mudah diingat."


def objections_to(password: str, user: User | None) -> list[str]:
    """Return what is wrong with a new password; nothing when it is good."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [MESSAGES.get(one.code or "", " ".join(one.messages)) for one in error.error_list]
    if user is not None and user.username in password:
        return ["Kata sandi tidak boleh memuat NIP atau nama akun Anda."]
    return []
