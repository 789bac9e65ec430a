"""A server on this machine that counts what reaches it and then answers as SNS does, badly, or not at all."""

from __future__ import annotations

import re
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Self
from urllib.parse import parse_qsl

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Reply = Callable[[socket.socket], None]

HOST = "127.0.0.1"
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


class SnsServer:
    """Reads whole requests, one after another on each connection, and gives each its reply."""

    def __init__(self, *replies: Reply, tls: ssl.SSLContext | None = None) -> None:
        """The last of the replies is given to all further requests as well."""
        self.replies, self.tls = list(replies), tls
        self.requests: list[dict[str, str]] = []
        self.connections: list[socket.socket] = []
        self.listener = socket.create_server((HOST, 0))
        self.threads = [threading.Thread(target=self._accept)]

    @property
    def url(self) -> str:
        scheme, host = ("https", "localhost") if self.tls else ("http", HOST)
        return f"{scheme}://{host}:{self.listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self.threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        for each in (self.listener, *self.connections):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join()
        for each in (self.listener, *self.connections):
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                self.connections.append(connection)
                self.threads.append(threading.Thread(target=self._serve, args=[connection]))
                self.threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError):
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
                self.connections.append(connection)
            while request := read(connection):
                self.requests.append(dict(parse_qsl(request.partition(b"\r\n\r\n")[2].decode())))
                reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
                reply(connection)


def read(connection: socket.socket) -> bytes:
    """One request; empty when there is none any more."""
    request = b""
    while not is_whole(request):
        part = connection.recv(65_536)
        if not part:
            return b""
        request += part
    return request


def is_whole(request: bytes) -> bool:
    head, end, body = request.partition(b"\r\n\r\n")
    length = LENGTH.search(head)
    return bool(end) and len(body) >= (int(length[1]) if length else 0)


def says(status: int, body: str, *headers: str, name: str = "") -> Reply:
    head = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Content-Length: {len(body)}", *headers]

    def reply(connection: socket.socket) -> None:
        connection.sendall("\r\n".join([*head, "", body]).encode())

    reply.__name__ = name or f"{status} {body}"  # by which pytest calls the case
    return reply


def refuses(code: str, status: int = 400) -> Reply:
    """An error in the form of the query protocol, which SNS speaks."""
    return says(
        status,
        '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">'
        f"<Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error><RequestId>r</RequestId>"
        "</ErrorResponse>",
        name=f"{status} {code}",
    )


def takes(message_id: str = "m-1") -> Reply:
    return says(
        200,
        '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">'
        f"<PublishResult><MessageId>{message_id}</MessageId></PublishResult></PublishResponse>",
        name="takes",
    )


def lists(*, opted_out: bool) -> Reply:
    return says(
        200,
        '<CheckIfPhoneNumberIsOptedOutResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">'
        f"<CheckIfPhoneNumberIsOptedOutResult><isOptedOut>{str(opted_out).lower()}</isOptedOut>"
        "</CheckIfPhoneNumberIsOptedOutResult></CheckIfPhoneNumberIsOptedOutResponse>",
    )


def never_answers(connection: socket.socket) -> None:
    connection.recv(1)  # until the client gives up


def closes(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


def resets(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def answers_half(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<PublishResponse")
    closes(connection)


def answers_half_and_stops(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<PublishResponse")
    never_answers(connection)


def speaks_no_http(connection: socket.socket) -> None:
    connection.sendall(b"421 try again later\r\n\r\n")
    closes(connection)


@contextmanager
def nobody_listening() -> Iterator[str]:
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
    yield f"http://{HOST}:{port}"


@contextmanager
def nobody_accepting() -> Iterator[str]:
    """A port whose queue of connections is full: it does not answer at all."""
    with socket.create_server((HOST, 0), backlog=0) as listener:
        waiting = [socket.socket() for _ in range(3)]
        for each in waiting:
            each.setblocking(False)  # noqa: FBT003 - its only form
            each.connect_ex(listener.getsockname())
        yield f"http://{HOST}:{listener.getsockname()[1]}"
        for each in waiting:
            each.close()


@contextmanager
def no_such_name() -> Iterator[str]:
    """A look-up that fails on this machine already: there is no such interface."""
    yield "http://[::1%25nowhere]:9"


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What a server shows, and the file that makes a client trust it."""

    file: Path
    context: ssl.SSLContext


def a_certificate(folder: Path) -> Certificate:
    """For localhost; it signs itself."""
    file, private = folder / "certificate.pem", folder / "key.pem"
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    builder = x509.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=now - timedelta(days=1),
        not_valid_after=now + timedelta(days=1),
    ).add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    form, secret = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, secret))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, private)
    return Certificate(file=file, context=context)
