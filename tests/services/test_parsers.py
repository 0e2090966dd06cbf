"""Workers read foreign bytes: whatever happens to one of them is one sentence, and the next text is read."""

import asyncio
import gc
import os
import resource
import signal
import sys
import threading
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from reader.domain.errors import ReaderError, TextUnusable
from reader.services import parsers as module
from reader.services.parsers import Parsers, outcome


def double(number: int) -> int:
    return 2 * number


def hang() -> None:
    threading.Event().wait()


def devour(size: int) -> int:
    return len(bytearray(size))


def die() -> None:
    os._exit(3)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def stumble() -> None:
    raise KeyError("x")


def fall(depth: int) -> int:
    return fall(depth + 1)


def refuse() -> None:
    raise TextUnusable("tides.epub is locked.", "Ask its publisher.")


def give_what_cannot_be_sent() -> object:
    return threading.Lock()


def chatter() -> None:
    print("\x1b[2J")
    sys.stderr.write("\x1b[2J")
    os.write(1, b"\x1b[2J")


def limits() -> tuple[int, bool]:
    return resource.getrlimit(resource.RLIMIT_AS)[0], signal.getsignal(signal.SIGINT) is signal.SIG_IGN


@pytest.fixture(scope="module")
def parsers():
    with Parsers(workers=1) as parsers:
        yield parsers


def sentence(parsers: Parsers, function, *given) -> str:
    with pytest.raises(ReaderError) as caught:
        parsers.read("tides.pdf", function, *given)
    assert type(caught.value) is TextUnusable
    return str(caught.value)


def test_a_worker_gives_what_the_function_makes(parsers):
    assert parsers.read("x", double, 21) == 42
    assert [future.result() for future in [parsers.submit(double, number) for number in range(5)]] == [0, 2, 4, 6, 8]


@pytest.mark.parametrize("end", [die, be_killed])
def test_a_process_that_dies_is_one_sentence(parsers, end):
    assert sentence(parsers, end) == "tides.pdf cannot be read: the process that read it broke off."
    assert parsers.read("x", double, 1) == 2


@pytest.mark.parametrize(("function", "given"), [(stumble, ()), (fall, (0,)), (give_what_cannot_be_sent, ())])
def test_a_parser_that_stumbles_is_one_sentence(parsers, function, given):
    assert sentence(parsers, function, *given) == "tides.pdf cannot be read: it is damaged."


def test_what_a_parser_says_itself_is_said(parsers):
    assert sentence(parsers, refuse) == "tides.epub is locked. Ask its publisher."
    with pytest.raises(TextUnusable) as caught:
        parsers.read("x", refuse)
    assert (caught.value.title, caught.value.advice) == ("tides.epub is locked.", "Ask its publisher.")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to this limit")
def test_memory_has_a_limit(parsers):
    assert parsers.read("x", limits) == (module.MEMORY, True)
    assert sentence(parsers, devour, 4 * module.MEMORY) == "tides.pdf needs too much memory."
    assert parsers.read("x", double, 1) == 2


def test_time_has_a_limit():
    with Parsers(seconds=0.05, workers=1) as parsers:
        assert sentence(parsers, hang) == "tides.pdf takes too long to read."


def test_a_worker_says_nothing(parsers, capfd):
    parsers.read("x", chatter)
    assert capfd.readouterr() == ("", "")


async def test_the_event_loop_goes_on_meanwhile(parsers):
    assert await asyncio.gather(*(parsers.aread("x", double, number) for number in range(3))) == [0, 2, 4]


async def test_a_failure_is_told_once_and_by_nobody_else(parsers, caplog):
    with pytest.raises(TextUnusable, match="broke off"):
        await parsers.aread("x", die)
    gc.collect()
    assert caplog.records == []


async def test_who_stops_waiting_stops_the_worker(parsers):
    waiting = asyncio.ensure_future(parsers.aread("x", hang))
    while not waiting.done():
        await asyncio.sleep(0)
        waiting.cancel()
    assert waiting.cancelled()
    async with asyncio.timeout(30):  # the only worker would be busy for longer
        assert await parsers.aread("x", double, 1) == 2


def test_closing_ends_whatever_runs_and_beginning_again_is_possible():
    parsers = Parsers(workers=1)
    parsers.close()
    futures = [parsers.submit(hang) for _ in range(3)]
    parsers.close()
    for future in futures:
        assert future.done()
        with pytest.raises(TextUnusable, match="broke off"):
            outcome(future, "tides.pdf")
    assert parsers.read("x", double, 1) == 2
    parsers.close()


def test_a_pool_that_broke_is_replaced(monkeypatch):
    class Broken:
        def schedule(self, *given, **named):
            raise RuntimeError("Unexpected error within the Pool")

        def stop(self): ...
        def join(self): ...

    whole = Parsers._begin
    pools = iter([lambda parsers: Broken(), whole])
    monkeypatch.setattr(Parsers, "_begin", lambda parsers: next(pools)(parsers))
    with Parsers(workers=1) as parsers:
        assert parsers.read("x", double, 1) == 2


def test_a_text_in_a_pool_that_broke_broke_off():
    future: Future[int] = Future()
    future.set_exception(BrokenProcessPool("All workers expired"))
    with pytest.raises(TextUnusable, match="broke off"):
        outcome(future, "tides.pdf")


def test_there_are_a_few_workers():
    assert 1 <= Parsers().workers <= module.MOST_WORKERS
    assert Parsers(workers=7).workers == 7
