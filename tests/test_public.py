"""Which addresses ask for no session: these, and no other."""

from __future__ import annotations

from tests.test_access import PATTERNS

PUBLIC = {
    "accounts:activate",
    "accounts:forgot",
    "accounts:sign_in",
    "alive",
    "dialogue:calendar_feed",  # whoever knows its 80 bits
    "documents:verification",
    "documents:verification_form",
    "documents:verification_typed",
    "public:home",
    "public:method",
    "public:open_data",
    "public:service",
    "public:services",
    "ready",
    "ui:style",
}


def test_only_these_addresses_are_public() -> None:
    views = {name: pattern.callback for name, pattern in PATTERNS.items()}

    assert {n for n, view in views.items() if not getattr(view, "login_required", True)} == PUBLIC
