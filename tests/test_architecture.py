"""The layers, the budgets and the manners of the code, held by tests and not by agreement."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "reader"
FILES = sorted(PACKAGE.rglob("*.py"))
HOOKS = {"compose", "render_line", "render", "get_selection", "selection_updated", "notify_style_update"}
"""Methods that the base class describes."""


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def test_imports_point_down():
    command = [Path(sys.executable).with_name("lint-imports"), "--config", ROOT / "pyproject.toml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_is_a_giant(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_functions_are_short():
    lengths = {
        f"{path.name}:{node.lineno}": (node.end_lineno or 0) - node.lineno + 1
        for path in FILES
        for node in functions(path)
    }
    assert [place for place, length in lengths.items() if length > 60] == []
    in_order = sorted(lengths.values())
    assert in_order[int(len(in_order) * 0.9)] <= 25


def test_every_public_thing_says_what_it_is():
    bare = []
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for owner in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]:
            if not ast.get_docstring(owner):
                bare.append(f"{path.name}: {getattr(owner, 'name', 'the module')}")
            overrides = isinstance(owner, ast.ClassDef) and bool(owner.bases)
            bare += [
                f"{path.name}:{node.lineno} {node.name}"
                for node in owner.body
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
                and not (overrides and (node.name in HOOKS or node.name.startswith(("on_", "watch_", "validate_"))))
                and not (overrides and owner.name in {"JournalTable", "JournalStorage", "Touched"})
            ]
    assert bare == []


def test_catching_everything_is_rare():
    broad = [
        f"{path.name}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    ]
    assert len(broad) <= 2, broad


def test_nothing_heavy_is_loaded_by_a_sub_command():
    code = (
        "import sys, reader.cli.main as cli\n"
        "try: cli.main(['--library', sys.argv[1], 'list'])\n"
        "except SystemExit: pass\n"
        "heavy = {'textual', 'httpx', 'http.client', 'urllib.request', 'asyncio', 'socket', 'markdown_it', 'yaml'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(ROOT / "data")], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
