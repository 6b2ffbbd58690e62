"""Files of each format, made for real."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.model import Document, ReadError
from dragoman.read import read_documents

Reading = tuple[list[Document], list[ReadError]]


@pytest.fixture
def read() -> Callable[..., Reading]:
    """Reads paths to the documents and the errors they give."""
    def run(*paths: Path | str, **options: object) -> Reading:
        errors: list[ReadError] = []
        docs = list(read_documents([str(p) for p in paths], on_error=errors.append, **options))  # type: ignore[arg-type]
        return docs, errors
    return run


@pytest.fixture
def make_pdf() -> Callable[[Path, list[list[str]]], Path]:
    """Writes a PDF with the given lines on each page, in the plainest form that the format allows."""
    def write(path: Path, pages: list[list[str]]) -> Path:
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
        kids = []
        for lines in pages:
            shown = " T* ".join("(" + line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ") Tj" for line in lines)
            content = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
            objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
            objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
                           "/Resources << /Font << /F1 3 0 R >> >> >>")
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
        out, offsets = "%PDF-1.4\n", []
        for number, body in enumerate(objects, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n{body}\nendobj\n"
        table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
        out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{out.index('xref')}\n%%EOF\n"
        path.write_bytes(out.encode("latin-1"))
        return path
    return write
