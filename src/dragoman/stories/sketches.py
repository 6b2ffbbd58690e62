"""The sketch of a text: a fixed small sample of its shingles, and of its names and numbers with their surroundings.

The sample is the bottom k by hash (Broder 1997, "On the resemblance and containment of documents"; Cohen and Kaplan 2007): it is the same
sample in every document that has the shingle, so that two sketches tell what part of either text the other contains, however much shorter
it is. Hashes are XXH3, whose values its specification fixes for every platform.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.model import DragomanError
from dragoman.stories.words import Word, find_words
from dragoman.wordlists import words

# Raised whenever the same text would give another sketch: any constant here, the folding of words, data/stories/scripts.yaml.
VERSION = 1
SHINGLE = 4  # words
_SHINGLES, _SHINGLE_BYTES = 112, 5
_SLOTS = 64
_KEYS = 20
_HEAD = struct.Struct("<BIBB")
_SLOT = struct.Struct("<IH")
_NUMBER = 1  # the lowest bit of a filler


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to recognise its near-copies; at most 951 bytes.

    ``size`` counts its distinct shingles (runs of four words). ``shingles`` are the 112 smallest of their 40-bit hashes, in order.
    ``slots`` are the 64 smallest 32-bit hashes of the surroundings in which a name or a number stands, each with a 16-bit hash of that
    name or number; the lowest bit of that is set for a number.
    """

    size: int
    shingles: tuple[int, ...]
    slots: tuple[tuple[int, int], ...]

    def to_bytes(self) -> bytes:
        """The sketch as bytes, the same on every platform; the first is the version."""
        head = _HEAD.pack(VERSION, self.size, len(self.shingles), len(self.slots))
        hashes = b"".join(h.to_bytes(_SHINGLE_BYTES, "little") for h in self.shingles)
        return head + hashes + b"".join(_SLOT.pack(*slot) for slot in self.slots)

    @classmethod
    def from_bytes(cls, data: bytes) -> Sketch:
        """The sketch that ``to_bytes`` wrote; DragomanError for what another version wrote, or what is no sketch."""
        if not data or data[0] != VERSION:
            raise DragomanError(f"sketch of a text: version {data[0] if data else 'none'} where {VERSION} is needed; sketch the text anew")
        if len(data) < _HEAD.size or len(data) != _length(data):
            raise DragomanError(f"sketch of a text: {len(data)} bytes are not a whole one; sketch the text anew")
        _, size, shingles, _ = _HEAD.unpack_from(data)
        slots_at = _HEAD.size + shingles * _SHINGLE_BYTES
        starts = range(_HEAD.size, slots_at, _SHINGLE_BYTES)
        hashes = tuple(int.from_bytes(data[at:at + _SHINGLE_BYTES], "little") for at in starts)
        return cls(size, hashes, tuple((context, filler) for context, filler in _SLOT.iter_unpack(data[slots_at:])))


def _length(data: bytes) -> int:
    _, _, shingles, slots = _HEAD.unpack_from(data)
    return _HEAD.size + int(shingles) * _SHINGLE_BYTES + int(slots) * _SLOT.size


def sketch(text: str, language: str = "en") -> Sketch:
    """The sketch of a text, title and all; the same for the same text always and everywhere.

    ``language`` is an ISO 639-1 code: it tells whether capitals show names.
    """
    found = find_words(text, language)
    tokens = [word.text for word in found]
    runs = {" ".join(tokens[i:i + SHINGLE]) for i in range(max(len(tokens) - SHINGLE + 1, 1))} if tokens else set()
    hashes = {h >> (64 - 8 * _SHINGLE_BYTES) for h in _hashed(runs)}
    return Sketch(len(hashes), tuple(sorted(hashes)[:_SHINGLES]), _slots(found))


def band_keys(sketch: Sketch) -> tuple[int, ...]:
    """The keys to find a text's near-copies by: at most 20, from 0 to 2^40; near-copies share at least one, nearly always."""
    return sketch.shingles[:_KEYS]


def _hashed(texts: Iterable[str]) -> list[int]:
    """64-bit hashes."""
    from xxhash import xxh3_64_intdigest

    return [xxh3_64_intdigest(text.encode("utf-8", "surrogatepass")) for text in texts]


def _slots(found: list[Word]) -> tuple[tuple[int, int], ...]:
    """The surroundings of names and numbers with what fills them, but those that several fill: they tell nothing."""
    places = _places(found)
    contexts = [h >> 32 for h in _hashed(context for context, _, _ in places)]
    fillers = [h >> 48 for h in _hashed(filler for _, filler, _ in places)]
    filled: dict[int, set[int]] = {}
    for context, filler, (_, _, number) in zip(contexts, fillers, places, strict=True):
        filled.setdefault(context, set()).add(filler | _NUMBER if number else filler & ~_NUMBER)
    return tuple(sorted((context, only) for context, (only, *others) in filled.items() if not others)[:_SLOTS])


def _places(found: list[Word]) -> list[tuple[str, str, bool]]:
    """Each run of names and numbers: the two words before it in its line and the one after, the run itself, whether a number is in it.

    Another such run stands in the surroundings as a blank. One from the beginning of a line to where a sentence begins is left out: that is
    a dateline, which every printer changes.
    """
    small = {word.text for word in found if not word.capital}
    skeleton: list[tuple[str, bool, bool]] = []  # the text, whether it is a run, whether a number is in it
    starts, opens = set[int](), set[int]()  # those that begin a line, a sentence
    for word in _without_articles(found):
        special = word.number or (word.capital and not (word.opens and word.text in small))
        if skeleton and special and skeleton[-1][1] and not word.opens:
            text, _, number = skeleton[-1]
            skeleton[-1] = (f"{text} {word.text}", True, number or word.number)
            continue
        if word.starts_line:
            starts.add(len(skeleton))
        if word.opens:
            opens.add(len(skeleton))
        skeleton.append((word.text, special, word.number))
    masked = ["*" if special else text for text, special, _ in skeleton] + ["", ""]
    places: list[tuple[str, str, bool]] = []
    for i, (text, special, number) in enumerate(skeleton):
        if special and not (i in starts and i + 1 in opens):
            before = ("^", masked[i + 2]) if i in starts else ("^" if i - 1 in starts else masked[i - 2], masked[i - 1])
            places.append((f"{before[0]} {before[1]} _ {masked[i + 1]}", text, number))
    return places


def _without_articles(given: list[Word]) -> Iterator[Word]:
    """The words but articles; the one after an article begins what that began."""
    articles = words("stories/scripts", "articles")
    opens = starts_line = False
    for word in given:
        if word.text in articles:
            opens, starts_line = opens or word.opens, starts_line or word.starts_line
        elif opens or starts_line:
            yield word._replace(opens=word.opens or opens, starts_line=word.starts_line or starts_line)
            opens = starts_line = False
        else:
            yield word


def is_number(filler: int) -> bool:
    """Whether the hash of a slot's filler is a number's."""
    return bool(filler & _NUMBER)
