"""CSV and Parquet tables of documents."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

Read = Callable[..., Any]

STORY = "The governments of Peru and Chile signed a treaty on the lake, \"a sea\", that lies between them,\nand on the fish in it."
CSV = 'id,title,text,published,url,outlet,author,language\n' \
      'd1,A lake,"{0}",2024-05-02,https://example.org,Andes Courier,Rosa Quispe,en\nd2,,"{0} More.",,,,,\n'


def csv_text() -> str:
    return CSV.format(STORY.replace('"', '""'))


def test_csv(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.csv").write_text(csv_text())
    docs, errors = read(tmp_path / "a.csv")
    assert not errors
    assert [doc.text for doc in docs] == [STORY, STORY + " More."]
    assert (docs[0].id, docs[0].title, docs[0].published, docs[0].outlet, docs[0].author) == ("d1", "A lake", "2024-05-02",
                                                                                              "Andes Courier", "Rosa Quispe")
    assert docs[1].title is None


def test_other_delimiters_gzip_and_long_texts(tmp_path: Path, read: Read) -> None:
    long = "Peru and Chile signed it. " * 20_000
    (tmp_path / "a.tsv").write_text(f"id\ttext\nd1\t{long}\n")
    (tmp_path / "b.csv").write_text(f'id;text\nd2;"{long}"\n')
    (tmp_path / "c.csv.gz").write_bytes(gzip.compress(csv_text().encode()))
    docs, errors = read(tmp_path)
    assert not errors
    assert [doc.id for doc in docs] == ["d1", "d2", "d1", "d2"]
    assert docs[0].text == docs[1].text.strip() + " " * (len(docs[0].text) - len(docs[1].text.strip()))


def test_missing_column_names_those_found(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.csv").write_text("id,headline,body\n1,A lake,Peru and Chile signed it.\n")
    docs, [error] = read(tmp_path / "a.csv")
    assert not docs
    assert 'no column "text"' in str(error)
    assert "id, headline, body" in str(error)


def test_empty_texts_are_reported_by_row(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.csv").write_text(f'id,text\nd1,\nd2,"{STORY.replace(chr(34), "")}"\n')
    docs, [error] = read(tmp_path / "a.csv")
    assert [doc.id for doc in docs] == ["d2"]
    assert error.place == "line 2"


def test_a_broken_row_is_reported_and_the_rest_read(tmp_path: Path, read: Read) -> None:
    rows = "".join(f"d{n},Peru and Chile signed treaty {n}.\n" for n in range(1, 30))
    (tmp_path / "a.csv").write_text("id,text\n" + rows + "d30,one,too,many\n" + "d31,Peru and Chile signed it.\n")
    docs, errors = read(tmp_path / "a.csv")
    assert [doc.id for doc in docs][-1] == "d31"
    assert len(docs) == 30
    assert [error.place for error in errors] == ["line 31"]


def test_latin1_csv_is_refused(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.csv").write_bytes("id,text\nd1,Bogotá and Potosí\n".encode("latin-1"))
    docs, [error] = read(tmp_path / "a.csv")
    assert not docs
    assert "a.csv, line 2" in str(error)
    assert "0xE1" in str(error)


def test_rows_with_line_ends_and_a_line_over_the_limit(tmp_path: Path, read: Read) -> None:
    text = "Peru and Chile signed it.\n\nNobody objected.\n" * 100
    with (tmp_path / "a.csv").open("w") as out:
        out.write("id,text\n" + "".join(f'd{n},"{text}{n}"\n' for n in range(600)))
        out.write("long," + "x" * 500_000 + "\n" + f'last,"{text}"\n')
    docs, [error] = read(tmp_path / "a.csv", max_chars=100_000)
    assert [doc.id for doc in docs] == [*(f"d{n}" for n in range(600)), "last"]
    assert docs[77].text == f"{text}77"
    assert error.place == f"line {600 * 301 + 2:,}"


def test_excel_unicode_text(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.csv").write_text("id\ttext\nd1\tPotosí is in Bolivia.\n", encoding="utf-16")
    [doc], errors = read(tmp_path / "a.csv")
    assert doc.text == "Potosí is in Bolivia."
    assert not errors


def test_parquet(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.execute("COPY (SELECT 'd1' AS id, 'Peru and Chile signed it.' AS text, DATE '2024-05-02' AS published, "
                           f"['R', 'J'] AS author) TO '{path}'")
        connection.execute(f"COPY (SELECT 1 AS n, 'x' AS body) TO '{tmp_path / 'bad.parquet'}'")
    [doc], errors = read(path)
    assert not errors
    assert (doc.id, doc.published, doc.author) == ("d1", "2024-05-02", "R, J")
    docs, [error] = read(tmp_path / "bad.parquet")
    assert not docs
    assert "n, body" in str(error)
    (tmp_path / "cut.parquet").write_bytes(path.read_bytes()[:-20])
    docs, [error] = read(tmp_path / "cut.parquet")
    assert not docs
    assert "cut.parquet" in str(error)


def test_hostile_file_name_is_only_a_name(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a'); DROP TABLE x; --.csv"
    path.write_text(csv_text())
    docs, errors = read(path)
    assert len(docs) == 2
    assert not errors
