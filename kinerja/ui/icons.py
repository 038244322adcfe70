"""The icons, drawn for this product on a grid of 24: one stroke; the glyphs of grades are solid."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

LINED = {
    "alert": '<path d="M12 4.2 21 19.5H3zM12 10v4.3M12 16.8v.1"/>',
    "award": '<circle cx="12" cy="9" r="5"/><path d="m9 13.3-1 7.2 4-2 4 2-1-7.2"/>',
    "bell": (
        '<path d="M6 10.2a6 6 0 0 1 12 0c0 4.8 2 5.8 2 5.8H4s2-1 2-5.8M10 19a2.1 2.1 0 0 0 4 0"/>'
    ),
    "book": (
        '<path d="M5 5.5A1.5 1.5 0 0 1 6.5 4H19v13H6.5A1.5 1.5 0 0 0 5 18.5zM5 18.5A1.5 1.5 '
        '0 0 0 6.5 20H19v-3M9 8h6"/>'
    ),
    "building": '<path d="M4 20h16M6 20V8.5L12 4.5l6 4V20M10 20v-4.5h4V20M10 11h.1M14 11h.1"/>',
    "bulb": (
        '<path d="M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.9c.6.5 1 1.2 1 2.1h5c0-.9.4-1.6 '
        '1-2.1A6 6 0 0 0 12 3z"/>'
    ),
    "calendar": (
        '<path d="M5 6h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM4 '
        '10.5h16M8 3.5V7M16 3.5V7"/>'
    ),
    "check": '<path d="m5 12.7 4.6 4.6L19 7.5"/>',
    "check-circle": '<circle cx="12" cy="12" r="8.8"/><path d="m8 12.4 2.8 2.8L16 9.6"/>',
    "copy": (
        '<path d="M9 8.5h9a1 1 0 0 1 1 1V19a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1z'
        'M15 8V5a1 1 0 0 0-1-1H6a1 1 0 0 0-1 1v9.5a1 1 0 0 0 1 1h1.5"/>'
    ),
    "counter": (
        '<path d="M3.5 12h17M5.5 12v8h13v-8M9.5 12a2.5 2.5 0 0 1 5 0"/><circle cx="12" cy="6" '
        'r="2.3"/>'
    ),
    "cross": '<path d="m6 6 12 12M18 6 6 18"/>',
    "dialog": (
        '<path d="M4 4.5h11.5a1 1 0 0 1 1 1v7.3a1 1 0 0 1-1 1H9l-4 3v-3H4a1 1 0 0 '
        '1-1-1V5.5a1 1 0 0 1 1-1z"/><path d="M19.5 9a1.2 1.2 0 0 1 1.5 1.2v5.6a1 1 0 0 1-1 '
        '1h-1v2.7l-3.6-2.7H12"/>'
    ),
    "down": '<path d="M12 5v13.5M6 13l6 6 6-6"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16"/>',
    "edit": '<path d="M5 19.5h3.5L19 9l-3.5-3.5L5 16zM13.5 7.5 17 11"/>',
    "exit": '<path d="M14 4.5H6a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1h8M10 12h10M16.5 8l4 4-4 4"/>',
    "external": (
        '<path d="M13.5 5H19v5.5M19 5l-8.5 8.5M16 14v4a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V9a1 1 0 '
        '0 1 1-1h4"/>'
    ),
    "eye": (
        '<path d="M2.8 12S6 6 12 6s9.2 6 9.2 6-3.2 6-9.2 6-9.2-6-9.2-6z"/><circle cx="12" '
        'cy="12" r="2.7"/>'
    ),
    "feedback": (
        '<path d="M5 4.5h14a1 1 0 0 1 1 1v9.5a1 1 0 0 1-1 1h-6l-4.5 3.5V16H5a1 1 0 0 '
        '1-1-1V5.5a1 1 0 0 1 1-1zM8 8.5h8M8 12h5"/>'
    ),
    "file": (
        '<path d="M7 3.5h6.8L18 7.7V19.5a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1z"/>'
        '<path d="M13.5 3.5v4.5H18"/>'
    ),
    "flag": '<path d="M6 21V4.5h11.5l-2 4 2 4H6"/>',
    "grid": '<path d="M4.5 4.5h15v15h-15zM4.5 9.5h15M4.5 14.5h15M9.5 4.5v15M14.5 4.5v15"/>',
    "help": (
        '<circle cx="12" cy="12" r="8.8"/><path d="M9.6 9.6a2.5 2.5 0 1 1 3.4 2.3c-.7.3-1 '
        '.8-1 1.7M12 16.7v.1"/>'
    ),
    "history": '<path d="M4.5 12a7.5 7.5 0 1 0 2.3-5.4L4 9.3M4 4.5v4.8h4.8M12 8v4.3l3 1.8"/>',
    "home": '<path d="M4 11.2 12 4.5l8 6.7V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z"/>',
    "info": '<circle cx="12" cy="12" r="8.8"/><path d="M12 11.2v5M12 7.8v.1"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="m11 12 8-8M16 7l2.5 2.5"/>',
    "left": '<path d="M14.5 5.5 8 12l6.5 6.5"/>',
    "link": (
        '<path d="M10 14.2a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 1 0-5.7-5.7L12 6.5M14 9.8a4 4 0 0 '
        '0-5.7 0l-3.1 3.1a4 4 0 1 0 5.7 5.7l1.1-1.1"/>'
    ),
    "lock": (
        '<path d="M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8 '
        '11V8a4 4 0 0 1 8 0v3"/>'
    ),
    "more": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "offline": (
        '<path d="m4 4 16 16M7.6 8.4A5 5 0 0 0 7.5 18.3H17M11 6.3a5.5 5.5 0 0 1 6.3 4.8 4 4 '
        '0 0 1 2.9 5.5"/>'
    ),
    "people": '<circle cx="12" cy="8" r="3.5"/><path d="M5 20c.5-4 3.2-6.2 7-6.2s6.5 2.2 7 6.2"/>',
    "plan": (
        '<path d="M9 5.5H6.5a1 1 0 0 0-1 1v12.5a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1V6.5a1 1 0 0 '
        '0-1-1H15"/><path d="M9 4h6v3.2H9zM9 12h6M9 16h4"/>'
    ),
    "plus": '<path d="M12 5.5v13M5.5 12h13"/>',
    "print": (
        '<path d="M7 9V4h10v5M7 17H5a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v6a1 1 0 '
        '0 1-1 1h-2M7 14h10v6H7z"/>'
    ),
    "progress": '<path d="M4 20h16M7 16.5v-4M12 16.5V8M17 16.5V4.5"/>',
    "right": '<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>',
    "scales": (
        '<path d="M12 4v16M7.5 20h9M5 7h14M5 7l-2.6 6a3 3 0 0 0 5.2 0zM19 7l-2.6 6a3 3 0 0 0 '
        '5.2 0z"/>'
    ),
    "settings": (
        '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle '
        'cx="9" cy="17" r="2"/>'
    ),
    "smile": (
        '<circle cx="12" cy="12" r="8.8"/><path d="M8 14.4c1.8 2 6.2 2 8 0M9 9.4v.3M15 9.4v.3"/>'
    ),
    "sun": (
        '<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 '
        '7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"/>'
    ),
    "team": (
        '<circle cx="9" cy="8.2" r="3.2"/><path d="M3 19.5c.5-3.4 2.9-5.3 6-5.3s5.5 1.9 6 '
        '5.3M15.7 5.3a3.2 3.2 0 0 1 0 5.8M17.6 14.6c1.9.7 3.1 2.4 3.4 4.9"/>'
    ),
    "trash": '<path d="M5 7h14M9 7V4.5h6V7M7 7l.9 12.5h8.2L17 7M10.3 11v5M13.7 11v5"/>',
    "up": '<path d="M12 19V5.5M6 11l6-6 6 6"/>',
    "upload": '<path d="M12 16V4.5M7 9.5l5-5 5 5M4 20h16"/>',
}
#: a dot, and the glyphs of the grades by their short code (n: none yet)
SOLID = {
    "b": '<path d="m12 5 8.5 12.5h-17z"/>',
    "bp": '<circle cx="12" cy="12" r="7"/>',
    "dot": '<circle cx="12" cy="12" r="5"/>',
    "k": '<path d="M12 19 3.5 6.5h17z"/>',
    "n": (
        '<path d="M12 4a8 8 0 0 1 3.5.8l-1 1.9a5.9 5.9 0 0 0-5 0l-1-1.9A8 8 0 0 1 12 4zM19.2 '
        "8.5a8 8 0 0 1 0 7l-1.9-1a5.9 5.9 0 0 0 0-5zM15.5 19.2a8 8 0 0 1-7 0l1-1.9a5.9 5.9 0 "
        '0 0 5 0zM4.8 15.5a8 8 0 0 1 0-7l1.9 1a5.9 5.9 0 0 0 0 5z"/>'
    ),
    "sb": '<path d="m12 2.5 7 8.5H5zM12 12l7 8.5H5z"/>',
    "sk": '<path d="M12 12 5 3.5h14zM12 21.5 5 13h14z"/>',
}
PETAL = "M20 18.8A11.4 11.4 0 0 1 20 2.7 11.4 11.4 0 0 1 20 18.8z"
TURNS = (-45, 135, 225, 45)


@cache
def icon(name: str) -> Markup:
    """Return an icon as SVG beside a word; decorative, so hidden from readers."""
    if name in DRAWINGS:
        return DRAWINGS[name]()
    if name in SOLID:
        return _svg("icon icon--solid", SOLID[name])
    return _svg("icon", LINED[name])


def _svg(classes: str, paths: str, box: int = 24) -> Markup:
    return Markup(  # noqa: S704 - our own drawings
        f'<svg class="{classes}" viewBox="0 0 {box} {box}" aria-hidden="true" focusable="false">'
        f"{paths}</svg>"
    )


@cache
def mark() -> Markup:
    """Return the product's mark: four petals on the sea, one in brass."""
    petals = [
        f'<path fill="{"#e2bd75" if turn == TURNS[-1] else "#fff"}" '
        f'transform="rotate({turn} 20 20)" d="{PETAL}"/>'
        for turn in TURNS
    ]
    ground = '<rect width="40" height="40" rx="6" fill="currentColor"/>'
    return _svg("mark", ground + "".join(petals), 40)


@cache
def petals() -> Markup:
    """Return the kawung flower in outline, for empty states."""
    stroke = 'fill="none" stroke="currentColor" stroke-width="1.6"'
    drawn = [f'<path {stroke} transform="rotate({t} 20 20)" d="{PETAL}"/>' for t in TURNS]
    return _svg("petals", "".join(drawn), 40)


DRAWINGS = {"mark": mark, "petals": petals}
