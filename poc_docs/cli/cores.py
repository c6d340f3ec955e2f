"""One question to very many files, answered on all cores."""

from __future__ import annotations

import contextlib
import gc
import os
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Answer = TypeVar("Answer")

MANY = 100
"""From how many files on more processes than one are worth their start."""

_CHUNK = 25


def on_all_cores(
    work: Callable[[Item], Answer], items: Sequence[Item], *, weight: int = 1
) -> Iterator[Answer]:
    """Give the answer of ``work`` to each item, in their order; it goes to other processes where that helps.

    ``work`` and the answers must be small: they are copied from process to process. An item may stand for
    several files; ``weight`` says for how many.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    done = 0
    if len(items) * weight >= MANY and cores > 1:
        from concurrent.futures.process import BrokenProcessPool

        # Where no processes can be made, or one is killed, this one goes on alone from where they were.
        with contextlib.suppress(OSError, ImportError, NotImplementedError, BrokenProcessPool):
            for answer in _by_processes(work, items, cores, max(1, _CHUNK // weight)):
                yield answer
                done += 1
    yield from map(work, items[done:])


def _by_processes(
    work: Callable[[Item], Answer], items: Sequence[Item], cores: int, chunk: int
) -> Iterator[Answer]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(cores, initializer=_begin, initargs=(work,)) as pool:
        with _interrupts_held_back():
            answers = pool.map(_answer, items, chunksize=chunk)
        try:
            yield from answers
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let the processes that are started here never hear of Ctrl-C.

    One that dies of it may hold a lock for which the others then wait for ever. Without, each ends with the
    few plans that it is at.
    """
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_OF_PROCESS: list[Callable[[Any], Any]] = []
"""What a process that was started to help was started for."""


def _begin(work: Callable[[Any], Any]) -> None:
    import signal

    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # what ends a command nicely is for the one that began
    gc.disable()  # reading and checking make no cycles, so each collection would look in vain
    _OF_PROCESS[:] = [work]


def _answer(item: Any) -> Any:
    return _OF_PROCESS[0](item)
