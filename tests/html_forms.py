"""Reads the forms of a page, as a browser without a script would send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

TEXTS = frozenset({"text", "textarea", "url", "email", "search", "password"})


@dataclass
class Field:
    """One control; `options` are the values that a select or a group of buttons offers."""

    name: str
    type: str
    value: str = ""
    chosen: bool = True
    options: list[str] = field(default_factory=list)


@dataclass
class FoundForm:
    """A form with its controls and its buttons: (words, name, value)."""

    method: str
    action: str
    id: str = ""
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def data(self) -> dict[str, str]:
        """What the browser would send when nobody touches anything."""
        return {one.name: one.value for one in self.fields if one.chosen and one.type != "file"}

    @property
    def answered(self) -> dict[str, str]:
        """The same, with the first answer given where none is chosen."""
        given = self.data
        for one in self.fields:
            if one.type == "radio" and not given.get(one.name):
                given[one.name] = one.value
            elif one.type == "select" and not given.get(one.name):
                given[one.name] = next(filter(None, one.options), "")
        return given

    def texts(self) -> list[str]:
        return [one.name for one in self.fields if one.type in TEXTS]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FoundForm] = []
        self._open: FoundForm | None = None
        self._area: Field | None = None
        self._select: Field | None = None
        self._button: tuple[FoundForm, dict[str, str]] | None = None
        self._words: list[str] = []
        self._ids: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._ids.setdefault(given.get("id", ""), tag)
        if tag == "form":
            self._open = FoundForm(
                given.get("method", "get").lower(), given.get("action", ""), given.get("id", "")
            )
            self.forms.append(self._open)
        elif tag == "option" and self._select is not None:
            value = given.get("value", "")
            self._select.options.append(value)
            if "selected" in given or len(self._select.options) == 1:
                self._select.value = value
        elif tag in {"input", "textarea", "select", "button"} and "disabled" not in given:
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text" if tag == "input" else tag)
        if tag == "button":
            owner = self._owner(given)
            if owner is not None and kind in {"button", "submit"}:
                self._button, self._words = (owner, given), []
            return
        one = Field(given.get("name", ""), tag if tag != "input" else kind, given.get("value", ""))
        if not one.name:
            return
        if kind in {"radio", "checkbox"}:
            one.chosen = "checked" in given
            one.value = given.get("value", "on")
        if tag == "textarea":
            self._area, self._words = one, []
        if tag == "select":
            self._select = one
        owner = self._owner(given)
        if owner is not None:
            owner.fields.append(one)

    def _owner(self, given: dict[str, str]) -> FoundForm | None:
        if "form" in given:
            if self._ids.get(given["form"]) != "form":
                return None  # another element has this id first: a browser sends nothing
            return next((form for form in self.forms if form.id == given["form"]), None)
        return self._open

    def handle_data(self, data: str) -> None:
        if self._area is not None or self._button is not None:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        said = "".join(self._words)
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self._area.value, self._area = said.removeprefix("\n"), None
        elif tag == "button" and self._button is not None:
            form, given = self._button
            form.buttons.append(
                (" ".join(said.split()), given.get("name", ""), given.get("value", ""))
            )
            self._button = None


def forms_of(html: str) -> list[FoundForm]:
    """Return the forms of a page in their order."""
    if "<form" not in html:  # nor is everything a page: papers and sheets are answered, too
        return []
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.forms
