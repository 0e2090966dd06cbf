"""The layers, the budgets and the manners of the code, held by tests and not by agreement."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "reader"
FILES = sorted(PACKAGE.rglob("*.py"))
HOOKS = ("on_", "watch_", "validate_")
"""How methods begin that Textual calls and describes."""


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


def undescribed(module: ModuleType) -> Iterator[str]:
    """Public things of a module that say nothing of themselves and override nothing that does."""
    if not module.__doc__:
        yield module.__name__
    for name, thing in vars(module).items():
        if name.startswith("_") or getattr(thing, "__module__", "") != module.__name__:
            continue
        if inspect.isfunction(thing) and not thing.__doc__:
            yield f"{module.__name__}.{name}"
        if inspect.isclass(thing):
            if not thing.__doc__ or thing.__doc__.startswith(f"{name}("):
                yield f"{module.__name__}.{name}"
            for own, method in vars(thing).items():
                function = method.fget if isinstance(method, property) else getattr(method, "__func__", method)
                overrides = any(own in vars(base) for base in thing.__mro__[1:]) or own.startswith(HOOKS)
                if inspect.isfunction(function) and not (own.startswith("_") or overrides or function.__doc__):
                    yield f"{module.__name__}.{name}.{own}"


def test_every_public_thing_says_what_it_is():
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in FILES]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    assert [bare for module in modules for bare in undescribed(module)] == []


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
