"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders, patterns in quotes, or - for standard input.", show_default=False),
]
Codebooks = Annotated[
    list[Path] | None,
    typer.Option("--codebook", metavar="DIR", help="A folder of your own codebook files; may be given several times.", show_default=False),
]
Store = Annotated[
    str,
    typer.Option("--store", envvar="DRAGOMAN_STORE", metavar="STORE", help="The record: a file, or a postgresql:// URL."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="Write here instead of to standard output.", show_default=False),
]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", min=0, max=1, help="Leave out what is less sure; 0 shows all.")
]
ReviewedOnly = Annotated[bool, typer.Option("--reviewed-only", help="Only what a person confirmed or corrected.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no sums; errors are still told.")]

DEFAULT_STORE = "record.db"
