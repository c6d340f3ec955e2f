"""A server on this machine that answers as incoming webhooks of Slack do."""

from __future__ import annotations

import contextlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = "/services/T0000/B0000/SECRETSECRETSECRET"


@dataclass(frozen=True)
class Answer:
    """What is answered; ``drops`` closes the connection without a word, ``waits`` says nothing for long."""

    status: int = 200
    body: str = "ok"
    headers: dict[str, str] = field(default_factory=dict)
    drops: bool = False
    waits: bool = False


@dataclass
class Webhook:
    """The server: what it is to answer, in order, the last for good; and what it was sent."""

    answers: list[Answer]
    address: str = ""
    received: list[dict[str, Any]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def next_answer(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextlib.contextmanager
def webhook(*answers: Answer) -> Iterator[Webhook]:
    """Run a server that gives these answers."""
    state = Webhook(list(answers or (Answer(),)))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"].startswith("application/json")
            state.received.append({"path": self.path, "payload": json.loads(data)})
            self.answer(state.next_answer())

        def do_GET(self) -> None:
            state.received.append({"path": self.path, "payload": None})
            self.answer(Answer(body="<html>"))

        def answer(self, answer: Answer) -> None:
            if answer.waits:
                state.over.wait(30)
            if answer.drops or answer.waits:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body.encode())))
            self.end_headers()
            self.wfile.write(answer.body.encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- its name in the base class
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}{PATH}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@contextlib.contextmanager
def closed_port() -> Iterator[str]:
    """Give the address of a port on which nobody listens any more."""
    with webhook() as state:
        address = state.address
    yield address
