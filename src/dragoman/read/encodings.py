"""Bytes to text. An encoding is declared or UTF-8; where bytes contradict it, the error says where."""

from __future__ import annotations

import codecs
import re

from dragoman.model import ReadError
from dragoman.read.source import Source

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARATION_WINDOW = 4096
#: What share of characters may be control characters before a file counts as binary.
CONTROL_SHARE = 0.1
# The standard of the web reads these names as the Windows code page that contains them.
_WEB_NAMES = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932", "x-sjis": "cp932",
    "tis-620": "cp874", "utf8": "utf-8"}
# The encodings that texts of the world's news are found in; detection knows a hundred more, which match short texts by chance.
_LIKELY = ("utf_8", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "koi8_r", "koi8_u",
           "gb18030", "big5", "cp932", "euc_jp", "cp949", "utf_16")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def decode_text(data: bytes, source: Source, place: str | None = None) -> str:
    """The text of a plain file, which is UTF-8 (with or without a byte order mark) or UTF-16 with one.

    Raises ReadError with the place of the first byte that is not UTF-8: nothing is guessed, since a wrong guess would
    misspell names unnoticed.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return checked(_strict(data[len(bom):], encoding, source, place, claimed="its byte order mark says"), source, place)
    if b"\0" in data:
        raise source.error(f"a binary file, not text (a NUL byte at offset {data.index(0):,})", place)
    return checked(_strict(data, "utf-8", source, place, claimed="text is read as"), source, place)


def decode_html(data: bytes, source: Source, declared: str | None = None, place: str | None = None) -> str:
    """The text of a web page: its byte order mark, ``declared`` (by the server), its own declaration, UTF-8, or what detection finds.

    A page that declares one encoding and breaks it is refused, as plain text is.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom):], encoding, source, place, claimed="its byte order mark says")
    if declared is None and (match := _META_CHARSET.search(data, 0, _DECLARATION_WINDOW)):
        declared = (match[1] or match[2]).decode("ascii", "replace")
    if declared and (codec := _codec(declared)):
        return _strict(data, codec, source, place, claimed="the page declares")
    if b"\0" in data[:_DECLARATION_WINDOW]:
        raise source.error("a binary file, not a web page", place)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        guess = _guess(data)
        if guess is None:
            raise source.error("the page declares no encoding and none fits its bytes: convert it to UTF-8", place) from None
        return data.decode(guess, "strict")


def checked(text: str, source: Source, place: str | None = None) -> str:
    """``text`` itself, if a document can be made of it: it has letters, no NUL, no half characters, and is not too long."""
    if not text.strip():
        raise source.error("empty: there is no text in it", place)
    if len(text) > source.max_chars:
        raise source.error(source.too_long(f"the text has {len(text):,} characters"), place)
    if "\0" in text:
        raise source.error("the text holds a NUL character; it is binary data or was damaged", place)
    if found := _SURROGATE.search(text):
        if 0xDC80 <= ord(found[0]) <= 0xDCFF:  # how a byte that is no UTF-8 is carried through a table's rows
            raise source.error(f"byte 0x{ord(found[0]) - 0xDC00:02X} in the text is no UTF-8: convert the file to UTF-8", place)
        raise source.error("the text holds half of a surrogate pair, which is no character; it was cut or encoded wrongly", place)
    if len(_CONTROL.findall(text, 0, 1 << 16)) > CONTROL_SHARE * min(len(text), 1 << 16):
        raise source.error("a binary file, not text (full of control characters)", place)
    return text


def _codec(name: str) -> str | None:
    name = _WEB_NAMES.get(name.strip().lower(), name.strip().lower())
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _strict(data: bytes, encoding: str, source: Source, place: str | None, claimed: str) -> str:
    if encoding == "cp1252":
        return _windows(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _wrong_byte(data, encoding, problem, source, place, claimed) from None
    except UnicodeError as problem:
        raise source.error(f"{claimed} {encoding}, which it is not: {problem}", place) from None


def _windows(data: bytes) -> str:
    """Windows-1252 as the web reads it: its five unused bytes are the control characters of Latin-1."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(chr(b) if b in (0x81, 0x8d, 0x8f, 0x90, 0x9d) else bytes((b,)).decode("cp1252") for b in data)


def _wrong_byte(data: bytes, encoding: str, problem: UnicodeDecodeError, source: Source, place: str | None, claimed: str) -> ReadError:
    at = problem.start
    where = f"byte {at:,}, line {data.count(10, 0, at) + 1:,}"
    if place:
        where = f"{place}, byte {at:,}"
    guess = _guess(data[max(0, at - 20000):at + 20000])
    hint = "convert it to UTF-8 first"
    if guess and guess != encoding:
        hint = f"it looks like {guess}: convert it first (iconv -f {guess} -t utf-8)"
    return source.error(f"{claimed} {encoding}, but 0x{data[at]:02X} is no {encoding} character there; {hint}", where)


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:50000], cp_isolation=list(_LIKELY)).best()
    return None if best is None or best.encoding == "utf_8" else str(best.encoding).replace("_", "-")
