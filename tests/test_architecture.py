"""House rules that a reader should not have to check: the code checks them itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("kinerja", "regulation", "bench", "tests")


def parts_of(path: Path) -> tuple[str, ...]:
    return path.relative_to(ROOT).parts


#: all that people wrote, tests as well; what of it runs in a city or is the bench
MODULES = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in parts_of(path)
)
MODULES.append(ROOT / "conftest.py")
OURS = [path for path in MODULES if not {"tests", "conftest.py"} & set(parts_of(path))]
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60
#: writing by the ORM; `delete`, `save` and `add` are also words of files, caches and sets
WRITES = {"create", "bulk_create", "update", "bulk_update", "get_or_create", "update_or_create"}
PRIVATE = {"views", "urls", "api", "forms"}


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_every_folder_with_code_is_looked_at() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/*.py")}

    assert folders == set(FOLDERS)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_short_enough_to_be_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_function_is_short_enough_to_be_read(path: Path) -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    functions = (n for n in ast.walk(tree_of(path)) if isinstance(n, kinds))
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION]

    assert long == []


@pytest.mark.parametrize("path", [p for p in OURS if "views" in named(p)], ids=named)
def test_a_view_never_writes(path: Path) -> None:
    calls = (n for n in ast.walk(tree_of(path)) if isinstance(n, ast.Call))
    written = [
        ast.unparse(call.func)
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITES
        and "objects" in ast.unparse(call.func)
    ]

    assert written == []


@pytest.mark.parametrize("path", [p for p in OURS if p.parts[-2] == "regulation"], ids=named)
def test_the_law_has_no_float_and_no_clock(path: Path) -> None:
    tree = tree_of(path)
    floats = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and type(n.value) is float]
    calls = {ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}

    assert floats == []
    assert not {call for call in calls if call.endswith((".now", ".today")) or call == "float"}


@pytest.mark.parametrize("path", OURS, ids=named)
def test_nobody_uses_the_screens_of_another_room(path: Path) -> None:
    room = path.relative_to(ROOT).parts[1]
    foreign = [
        name
        for name in imports(tree_of(path))
        if (parts := name.split("."))[0] == "kinerja"
        and len(parts) > 2
        and parts[2] in PRIVATE
        and parts[1] not in {room, "ui"}
        and room != "config"
    ]

    assert foreign == []


@pytest.mark.parametrize("path", OURS, ids=named)
def test_an_operation_takes_its_actor_and_its_time_by_name(path: Path) -> None:
    if "operations" not in named(path):
        return
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef) and any(
            ast.unparse(d) == "transaction.atomic" for d in node.decorator_list
        ):
            positional = [argument.arg for argument in node.args.args]
            assert positional in ([], ["recipients"]), node.name


def test_every_variable_of_the_settings_is_in_the_example() -> None:
    settings = (ROOT / "kinerja/config/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"((?:KINERJA_[A-Z_]+)|DATABASE(?:_OWNER)?_URL|PORT)"', settings))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert read <= set(re.findall(r"^#?\s*([A-Z_]+)=", example, flags=re.MULTILINE))


def test_nothing_names_a_registry_or_carries_foreign_code() -> None:
    for path in (ROOT / "requirements.txt", ROOT / "requirements-dev.txt"):
        assert "http" not in path.read_text(encoding="utf-8")
    assert [p for p in (ROOT / "kinerja").rglob("*.min.*") if p.suffix in {".js", ".css"}] == []


def test_every_table_with_people_has_a_visible_to() -> None:
    for path in (ROOT / "kinerja").glob("*/querysets.py"):
        if path.parent.name == "documents":  # who may open a sheet is decided by its subject's room
            continue
        classes = [n for n in tree_of(path).body if isinstance(n, ast.ClassDef)]
        for found in classes:
            methods = {n.name for n in found.body if isinstance(n, ast.FunctionDef)}
            assert "visible_to" in methods, f"{named(path)}: {found.name}"
