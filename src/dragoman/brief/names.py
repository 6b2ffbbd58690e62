"""How states, treaties and works are called in a sentence: which take "the", which "a", which nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from dragoman.brief.words import article, join_words, load_words


class StateLike(Protocol):
    """What the brief needs of a state of the gazetteer."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def cow(self) -> int | None: ...
    @property
    def gw(self) -> int | None: ...
    @property
    def iso2(self) -> str | None: ...
    @property
    def iso_numeric(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Names:
    """Codes to names. ``lookup`` gives the name of a state's code, None for what is no state (an organisation keeps its code).

    ``first`` are the states to be named before others, in that order.
    """

    lookup: Callable[[str], str | None]
    first: tuple[str, ...] = ()

    def plain(self, code: str) -> str:
        """The name alone: "United Kingdom"."""
        return self.lookup(code) or code

    def called(self, code: str) -> str:
        """The name in a sentence: "the United Kingdom"."""
        words, name = load_words(), self.plain(code)
        takes_the = (
            code in words.the_codes or code in words.the_organisations or (name != code and not words.the_words.isdisjoint(name.split()))
        )
        return f"the {name}" if takes_the and not name.lower().startswith("the ") else name

    def joined(self, codes: tuple[str, ...] | list[str]) -> str:
        """All of them in a sentence: "Armenia, Iran and the Soviet Union"."""
        ordered = sorted(codes, key=lambda code: self.first.index(code) if code in self.first else len(self.first))
        return join_words([self.called(code) for code in ordered])


def gazetteer_names() -> Names:
    """The names of the states in the project's gazetteer; organisations keep the short names that the record has for them."""
    from dragoman.actors.gazetteer import load_gazetteer

    return Names({state.code: state.name for state in load_gazetteer().states()}.get)


def possessive(name: str) -> str:
    """``Türkiye's``, ``the Netherlands'``."""
    return name + ("’" if name.endswith("s") else "’s")


def _head(name: str) -> str:
    """The noun that a name turns on, lower case: "War of Independence" is a "war"."""
    words, before = load_words(), list[str]()
    for word in name.split():
        if before and word.lower() in words.name_joints:
            break
        before.append(word)
    return before[-1].lower().rstrip(",.") if before else ""


def the(name: str) -> str:
    """A thing's name where it is spoken of as known: "the Second Karabakh War", "TurkStream", "the gas contract", "protocols"."""
    words = load_words()
    if _bare(name):
        return name
    return f"the {name}" if name in words.the_organisations or name[:1].islower() or _head(name) in words.the_nouns else name


def a_or_the(name: str) -> str:
    """A thing's name where it is told for the first time: "a memorandum", "the Treaty of Kars", "protocols", "Annex C"."""
    if _bare(name) or not name[:1].islower():
        return the(name)
    # "treaty of 1904" is one treaty, told apart by its year.
    return f"the {name}" if any(c.isdigit() for c in name) else f"{article(name)} {name}"


def _bare(name: str) -> bool:
    """Whether a name takes no article: it has a determiner or an owner, or is a substance or a common noun in the plural."""
    words, head = load_words(), _head(name)
    first = name.split()[0].lower() if name.split() else ""
    owned = first.endswith(("’s", "'s", "s’", "s'"))
    plural = head in words.plurals or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
    return owned or first in words.determiners or head in words.no_article or (plural and name[:1].islower())


def work_name(name: str | None, work: str) -> str:
    """A work with its kind, said once: "the Itaipu power plant", "the Baku-Tbilisi-Kars railway", "an oil pipeline without a name …"."""
    words = load_words()
    noun = words.works.get(work, work.replace("-", " "))
    if not name:
        return words.unnamed_work.format(a_work=f"{article(noun)} {noun}")
    said = {word.strip(",.()").lower() for word in name.replace("-", " ").split()}
    if name[:1].islower() or not said.isdisjoint((*words.work_said_by.get(work, ()), *noun.split())):
        return a_or_the(name)
    return f"the {name} {noun}"


def name_key(name: str) -> frozenset[str]:
    """The words of a name that tell it apart, lower case."""
    words = load_words()
    found = {w.strip("“”\"'’.,()") for w in name.replace("-", " ").replace("–", " ").lower().split()}
    return frozenset(found - words.determiners - words.name_joints - {""}) or frozenset({name.lower()})
