"""DOCX files: paragraphs, list items and tables in their order (python-docx)."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from dragoman.model import Document
from dragoman.read.encodings import checked
from dragoman.read.metadata import document_from_text
from dragoman.read.source import Source

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

#: The largest DOCX file, all that it may unpack to, and the most that its XML parts may: a small file can unpack to gigabytes.
MAX_DOCX_BYTES, MAX_UNPACKED_BYTES, MAX_XML_BYTES = 128 << 20, 256 << 20, 64 << 20
MAX_PARTS = 10_000
# What python-docx, lxml and zipfile raise on files that are damaged, or damaged on purpose. lxml's errors are SyntaxErrors.
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError, SyntaxError, NotImplementedError, EOFError, zlib.error,
           zipfile.BadZipFile)


def read_docx(stream: BinaryIO, source: Source) -> Document:
    """The document in a DOCX file. Raises ReadError for other zip archives, damaged files, and files that unpack to too much."""
    data = source.read_all(stream, MAX_DOCX_BYTES)
    import docx
    from docx.opc.exceptions import OpcError

    try:
        _check_archive(data, source)
        word = docx.Document(BytesIO(data))
        text = "\n\n".join(_paragraphs(word))
        title, author = word.core_properties.title.strip(), word.core_properties.author.strip()
    except (OpcError, *_FAULTS) as problem:
        raise source.error(f"a damaged DOCX file: {' '.join(str(problem).split()) or type(problem).__name__}") from problem
    if not text.strip():
        raise source.error("a DOCX file without text")
    checked(text, source)
    # python-docx's own name stands in files that programs made.
    return document_from_text(text, title=title or None, author=author if author and author != "python-docx" else None, path=source.path)


def _check_archive(data: bytes, source: Source) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        raise source.error("a zip archive, not a DOCX file: unpack it and name what is in it")
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if len(parts) > MAX_PARTS or xml > MAX_XML_BYTES or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise source.error(f"a DOCX file that would unpack to more than is taken ({MAX_XML_BYTES >> 20} MiB of text, "
                           f"{MAX_UNPACKED_BYTES >> 20} MiB in all): it is no article, or an attack")


def _paragraphs(word: WordDocument) -> list[str]:
    from docx.table import Table

    out: list[str] = []
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            rows = (" | ".join(filter(None, (" ".join(cell.text.split()) for cell in row.cells))) for row in block.rows)
            out.append("\n".join(filter(None, rows)))
        elif words := block.text.strip():
            out.append(f"- {words}" if _is_item(block) else words)
    return [part for part in out if part]


def _is_item(paragraph: Paragraph) -> bool:
    style = paragraph.style.name if paragraph.style is not None else None
    return bool(style and style.startswith("List")) and not paragraph.text.lstrip().startswith(("-", "•", "*"))
