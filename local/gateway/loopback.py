"""Who may speak to what this machine serves to itself: only this machine, under its own name.

A web page anywhere can make a browser ask a loopback address, and a host name anywhere can be made to mean one: the
Host header tells the difference.
"""

NAMES = frozenset({"127.0.0.1", "localhost"})
DEFAULT_PORT = "80"


def is_this_machine(host: str, port: int | None = None) -> bool:
    """Whether a Host header names this machine (and the port, if one is given)."""
    name, _, number = host.partition(":")
    return name in NAMES and (port is None or (number or DEFAULT_PORT) == str(port))
