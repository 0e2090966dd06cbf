"""Hooks: what they are told, that nothing of an article is ever run, and that they end."""

from __future__ import annotations

import json
import os
import select
import sys
import time
import tomllib

import pytest

from reader.domain.draft import Draft
from reader.domain.hooks import Hooks, filled, understood
from reader.domain.shelf import ALL
from reader.library.library import Library
from reader.services import hooks as module
from reader.services.hooks import Call, HookRunner, calls_for, run_call
from reader.services.settings import load, load_hooks

NASTY = "$(touch owned); `touch owned` {url} --help"
FACTS = {"title": NASTY, "url": "https://example.org/a?b=1&c=2", "uid": "00ff", "path": "/a b/c.md"}


def hooks_of(text):
    return understood(tomllib.loads(text)["hooks"])


def test_hooks_are_lists_of_commands():
    hooks, problems = hooks_of('[hooks]\nadded = [["a", "{title}"], ["b"]]\nbookmarked = [["c"]]\nmost = 3')
    assert hooks == Hooks((("a", "{title}"), ("b",)), (("c",),), 3)
    assert problems == []
    assert understood({}) == (Hooks(), [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('added = ["a", "{title}"]', "hooks.added must be a list of commands, each a list of words"),
        ("added = 'a {title}'", "hooks.added must be a list of commands"),
        ("added = [[]]", "A command of hooks.added is no list of words."),
        ('added = [["a", 1]]', "A command of hooks.added is no list of words."),
        ('added = [["{title}"]]', "must not depend on an article"),
        ('bookmarked = [["/bin/{uid}", "x"]]', "must not depend on an article"),
        ('read = [["a"]]', "there is no setting hooks.read."),
        ("most = 0", "hooks.most must be a number from 1 to 10000."),
        ('added = [["sh", "-c", "echo {title}"]]', "would let a title be run by sh: use $READER_TITLE"),
        ('added = [["/usr/bin/env", "bash", "-xc", "echo {url}"]]', "would let a title be run"),
        ('added = [["python3", "-cprint({uid})"]]', "would let a title be run"),
        ('added = [["ssh", "host", "notify", "{title}"]]', "would let a title be run"),
        ('added = [["perl", "-e", "print q({title})"]]', "would let a title be run"),
    ],
)
def test_what_is_not_understood_or_not_safe_is_told_and_left_out(text, told):
    hooks, [problem] = hooks_of(f"[hooks]\n{text}\n")
    assert told in problem
    assert (hooks.added, hooks.bookmarked, hooks.most) == ((), (), 50)


def test_words_for_a_script_may_hold_what_an_article_says():
    text = '[hooks]\nadded = [["sh", "-c", "echo \\"$1\\"", "sh", "{title}"], ["python3", "s.py", "{title}"]]'
    assert hooks_of(text)[1] == []


def test_placeholders_are_replaced_within_a_word_once_and_never_split():
    words = ("notify-send", "{title}", "see {url} ({uid})", "{nothing} {}", "--file={path}")
    assert filled(words, FACTS) == [
        "notify-send", NASTY, "see https://example.org/a?b=1&c=2 (00ff)", "{nothing} {}", "--file=/a b/c.md",
    ]  # fmt: skip


def test_a_title_never_becomes_an_option():
    assert filled(("a", "{title}", "-t{title}"), {**FACTS, "title": "--exec=x"}) == ["a", " --exec=x", "-t--exec=x"]


def test_the_settings_file_says_what_is_wrong_with_them_once(tmp_path):
    path = tmp_path / "s.toml"
    path.write_text('[hooks]\nadded = [["{title}"], ["ok"]]\n[page]\nmeasure = 58\n')
    settings, notices = load(path)
    assert (settings.measure, len(notices)) == (58, 1)
    assert load_hooks(path) == (Hooks((("ok",),)), notices)
    path.write_text("[hooks\n")
    assert load_hooks(path)[0] == Hooks()
    assert load_hooks(tmp_path / "none") == (Hooks(), [])


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.fixture
def heard(library):
    changes = []
    library.listen(changes.append)
    return changes


def test_what_came_and_was_bookmarked_is_called_for(library, heard):
    hooks = Hooks((("a", "{title}"),), (("b", "{path}"),))
    [added] = library.articles.add([Draft(NASTY, "A text.", "https://example.org/x", tags=("sea",))])
    library.articles.bookmark([added.article.uid])
    calls, problems = calls_for(library, hooks, heard)
    assert problems == []
    assert [call.words for call in calls] == [
        ["a", NASTY],
        ["b", str(library.bodies.path(added.article.uid))],
    ]
    facts = json.loads(calls[0].facts)
    assert (facts["event"], facts["title"], facts["tags"]) == ("added", NASTY, ["sea"])
    assert calls[1].environment["READER_EVENT"] == "bookmarked"
    assert calls[1].environment["READER_TITLE"] == NASTY


def test_other_changes_and_taking_back_call_nothing(library, heard):
    hooks = Hooks((("a",),), (("b",),))
    [added] = library.articles.add([Draft("Tides", "A text.")])
    uid = added.article.uid
    heard.clear()
    library.articles.add([Draft("Tides", "A text.")])
    library.articles.tag([uid], ["sea"])
    library.articles.bookmark([uid])
    library.articles.bookmark([uid])
    assert len(calls_for(library, hooks, heard)[0]) == 1
    heard.clear()
    library.undo()
    library.redo()
    library.articles.bookmark([uid], False)
    library.undo()
    library.articles.remove([uid])
    library.articles.remove([uid], False)
    assert calls_for(library, hooks, heard) == ([], [])


def test_what_others_do_calls_nothing_here(library, heard):
    with Library.open(library.path) as other:
        other.articles.add([Draft("Tides", "A text.")])
    library.catch_up()
    assert heard
    assert calls_for(library, Hooks((("a",),)), heard) == ([], [])


def test_a_burst_calls_nothing_and_says_so(library, heard):
    for batch in range(3):
        library.articles.add([Draft(f"{batch} {n}", f"Text {batch} {n}.") for n in range(20)])
    calls, problems = calls_for(library, Hooks((("a",),)), heard)
    assert calls == []
    assert problems == ["60 articles were added at once: no hook was run for them."]
    assert len(calls_for(library, Hooks((("a",), ("b",)), most=60), heard)[0]) == 120
    assert len(library.articles.listing(ALL)) == 60


def call(code, *words):
    import os

    return Call([sys.executable, "-c", code, *words], b'{"uid": "00ff"}', dict(os.environ))


def test_a_hook_reads_the_facts_and_writes_nowhere(tmp_path, capfd):
    file = tmp_path / "told"
    code = "import sys; print('heard'); print('x', file=sys.stderr); open(sys.argv[1], 'w').write(sys.stdin.read())"
    assert run_call(call(code, str(file))) == ""
    assert file.read_text() == '{"uid": "00ff"}'
    assert capfd.readouterr() == ("", "")


def test_what_goes_wrong_is_one_sentence():
    assert run_call(Call(["nosuchcommand"], b"", {})) == "There is no command nosuchcommand to be run as a hook."
    assert "could not do it (exit code 3)" in run_call(call("raise SystemExit(3)"))
    assert "could not be begun" in run_call(Call(["/"], b"", {}))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_hook_that_takes_too_long_is_stopped_with_its_children(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    script = 'exec 3>"$0"; echo begun >&3; sleep 60 & sleep 60'
    told = run_call(Call(["sh", "-c", script, str(pipe)], b"", {}), 0.5)
    assert "it took longer than 0.5 seconds" in told
    assert os.read(reading, 100) == b"begun\n"
    nobody_left = select.poll()
    nobody_left.register(reading)
    assert nobody_left.poll(30_000) == [(reading, select.POLLHUP)]
    os.close(reading)


def test_a_few_run_at_once_in_order_and_a_failure_is_told_once(monkeypatch):
    running, most, order, told = [0], [0], [], []

    def run(call, seconds):
        order.append(call.words[0])
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.01)
        running[0] -= 1
        return "It went wrong."

    monkeypatch.setattr(module, "run_call", run)
    runner = HookRunner(told.append)
    runner.run(Call([str(n)], b"", {}) for n in range(40))
    runner.wait()
    assert most[0] <= module.AT_ONCE
    assert sorted(order, key=int) == [str(n) for n in range(40)]
    assert all(abs(int(name) - place) < module.AT_ONCE for place, name in enumerate(order))
    assert told == ["It went wrong."]
