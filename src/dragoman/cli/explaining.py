"""``dragoman explain``: how one statement, or what a sentence gives, came about."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_STORE, Codebooks, Store
from dragoman.cli.streams import console, show

if TYPE_CHECKING:
    from dragoman.explain import Explanation
    from dragoman.model import Document, Statement


class Format(StrEnum):
    """How an explanation is written."""

    terminal = "terminal"
    json = "json"


def explain(
    id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A statement's id, or its first digits (four or more).", show_default=False)
    ] = None,
    store: Store = DEFAULT_STORE,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help="Code this text instead, and explain what it gives.", show_default=False)
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="When the --text was published, for 'last year' and the like.")
    ] = None,
    codebook: Codebooks = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="To read, or one JSON object a line.")] = Format.terminal,
) -> None:
    """How a statement came about.

    Shows its sentence with the parts marked, the rule with its kind's definition, and what each part was resolved from.

    \b
    Examples:
      dragoman explain 3f2a9c --store record.db
      dragoman explain --text "Türkiye raised its consulate in Baku to an embassy on the same day."
      dragoman explain --text "Their leaders met last May." --published 2024-03-01
    """
    from dragoman.codebook import load_codebook

    if (id is None) == (text is None):
        raise typer.BadParameter("give a statement's ID or a --text, one of them", param_hint="ID")
    book = load_codebook(codebook or ())
    if text is not None:
        document, statements = _coded(text, published, codebook)
    else:
        document, statements = _stored(id or "", store)
    if not statements:
        show("The text gives no statement: no pattern of the codebook fits it, or it does not name the states that it would need.\n")
        return
    from dragoman.explain import explain as explained

    for number, statement in enumerate(statements):
        _tell(explained(statement, document, book), format, first=number == 0)


def _coded(text: str, published: str | None, codebooks: Codebooks) -> tuple[Document, list[Statement]]:
    from dragoman.codebook import load_codebook
    from dragoman.coding import code_document
    from dragoman.read import document_from_text

    document = document_from_text(text, id="text", published=published, language="en")
    return document, code_document(document, load_codebook(codebooks or ()))


def _stored(id: str, store: str) -> tuple[Document, list[Statement]]:
    from dragoman.store import open_store

    with open_store(store) as record:
        statements = record.find_statements(id)
        return record.document(statements[0].evidence.doc), statements


def _tell(explanation: Explanation, format: Format, *, first: bool) -> None:
    if format is Format.json:
        from dragoman.explain import as_dict

        show(json.dumps(as_dict(explanation), ensure_ascii=False) + "\n")
        return
    from dragoman.actors import load_gazetteer
    from dragoman.cli.tables import rendered
    from dragoman.explain import as_text

    shown = console()
    paragraphs = as_text(explanation, load_gazetteer().display_name, colour=shown.is_terminal and not shown.no_color)
    show(("" if first else f"\n{'─' * 40}\n") + rendered(*paragraphs))
