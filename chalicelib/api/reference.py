"""The contract as a page for people: HTML drawn from the OpenAPI document, without scripts, complete in itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import starmap
from pathlib import Path
from typing import Any

STYLE = Path(__file__).with_name("reference.css")
PROBLEM = "application/problem+json"
CODE = re.compile(r"`([^`]+)`")

Schema = Mapping[str, Any]


def page(document: Mapping[str, Any]) -> str:
    title = escape(document["info"]["title"])
    nouns = [tag["name"] for tag in document["tags"]]
    shapes = document["components"]["schemas"]
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}: the API</title>',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<style>{STYLE.read_text('utf-8')}</style>",
            f"<header><h1>{title}: the API</h1>{_prose(document['info']['description'])}",
            '<p>An error shows a <a href="#Problem">Problem</a>. For programs: <a href="openapi.json">OpenAPI</a>.</p>',
            "</header>",
            f"<nav aria-label='Contents'>{''.join(_entries(document, nouns))}</nav>",
            f"<main>{''.join(_noun(document, noun) for noun in nouns)}",
            f"<section><h2 id='shapes'>Shapes</h2>{''.join(starmap(_shape, sorted(shapes.items())))}</section>",
            "</main></html>",
        )
    )


def _entries(document: Mapping[str, Any], nouns: list[str]) -> Iterator[str]:
    for noun in nouns:
        links = (f'<li><a href="#{o["operationId"]}">{_called(m, p)}</a></li>' for m, p, o in _of(document, noun))
        yield f"<h2>{escape(noun)}</h2><ul>{''.join(links)}</ul>"
    yield '<h2><a href="#shapes">shapes</a></h2>'


def _of(document: Mapping[str, Any], noun: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, methods in document["paths"].items():
        yield from ((method, path, operation) for method, operation in methods.items() if noun in operation["tags"])


def _noun(document: Mapping[str, Any], noun: str) -> str:
    sections = (_operation(method, path, operation) for method, path, operation in _of(document, noun))
    return f"<section><h2>{escape(noun)}</h2>{''.join(sections)}</section>"


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> str:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return (
        f'<article><h3 id="{operation["operationId"]}">{_called(method, path)}</h3>'
        f"{_prose(operation['summary'])}{_prose(operation.get('description', ''))}"
        f"{_parameters(operation['parameters'])}"
        f"{f'<p>Send {_kind(body)}.</p>' if body else ''}"
        f"<table><caption>Answers</caption>{''.join(_answer(*answer) for answer in operation['responses'].items())}"
        "</table></article>"
    )


def _called(method: str, path: str) -> str:
    return f'<b class="{method}">{method.upper()}</b> <code>{escape(path)}</code>'


def _parameters(parameters: list[Mapping[str, Any]]) -> str:
    rows = (
        f"<tr><th scope='row'><code>{escape(each['name'])}</code></th><td>{each['in']}</td>"
        f"<td>{'required' if each['required'] else 'optional'}</td><td>{_kind(each['schema'])}</td></tr>"
        for each in parameters
    )
    return f"<table><caption>Parameters</caption>{''.join(rows)}</table>" if parameters else ""


def _answer(status: str, response: Mapping[str, Any]) -> str:
    """Every error shows a Problem: that need not be said again each time."""
    shown = [_kind(content["schema"]) for kind, content in response.get("content", {}).items() if kind != PROBLEM]
    said = "".join(f"<p>{each}</p>" for each in shown) or _prose(response["description"])
    return f"<tr><th scope='row'>{status}</th><td>{said}</td></tr>"


def _shape(name: str, schema: Schema) -> str:
    required = schema.get("required", ())
    rows = (
        f"<tr><th scope='row'><code>{escape(field)}</code></th><td>{'always' if field in required else 'optional'}</td>"
        f"<td>{_kind(of)}</td></tr>"
        for field, of in schema.get("properties", {}).items()
    )
    values = ", ".join(f"<code>{escape(str(value))}</code>" for value in schema.get("enum", ()))
    inside = f"<table>{''.join(rows)}</table>" if schema.get("properties") else f"<p>{values}</p>"
    return (
        f'<article><h3 id="{escape(name)}">{escape(name)}</h3>{_prose(schema.get("description", ""))}{inside}</article>'
    )


def _kind(schema: Schema) -> str:
    """What a value is, in a few words."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    limits = (f"{_LIMITS[name]} <code>{escape(str(schema[name]))}</code>" for name in _LIMITS if name in schema)
    return ", ".join((escape(schema.get("format") or schema.get("type") or "anything"), *limits))


_LIMITS = {
    "minLength": "letters from",
    "maxLength": "letters to",
    "minimum": "from",
    "maximum": "to",
    "pattern": "like",
    "default": "usually",
}


def _prose(text: str) -> str:
    paragraphs = (CODE.sub(r"<code>\1</code>", escape(paragraph)) for paragraph in text.split("\n\n") if paragraph)
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
