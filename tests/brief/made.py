"""Made-up documents with their statements, for the brief's tests: a sentence and what it claims at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.actors import load_gazetteer
from dragoman.actors.entries import State
from dragoman.brief import Brief, InHand, Scope, build_brief
from dragoman.brief.build import Pair
from dragoman.brief.checks import Checker
from dragoman.model import MIN_CONFIDENCE, Amount, Document, Evidence, Statement
from dragoman.standing import pair_of


class Page:
    """A document that grows by sentences; ``says`` adds one and the statement that it carries."""

    def __init__(self, id: str, published: str | None = "2025-03-01", outlet: str | None = "Fjord Gazette", **fields: Any) -> None:
        self.id, self.text, self.statements = id, "", list[Statement]()
        self.fields: dict[str, Any] = {
            "published": published,
            "published_basis": "given" if published else None,
            "outlet": outlet,
            "title": f"Notes {id}",
            **fields,
        }

    def says(self, quote: str, kind: str, *, after: str = "", **claim: Any) -> Statement:
        """Add ``quote`` (and what follows it in its sentence) and a statement that it is the evidence of."""
        start = len(self.text)
        self.text += f"{quote}{after}. "
        evidence = Evidence(self.id, start, start + len(quote), quote)
        claim.setdefault("confidence", 0.8)
        if isinstance(claim.get("date"), str):
            claim.setdefault("date_basis", "stated")
        statement = Statement(kind=kind, evidence=evidence, rule=f"{kind}/test", **claim)
        self.statements.append(statement)
        return statement

    @property
    def document(self) -> Document:
        return Document(id=self.id, text=self.text, **self.fields)


BOTH = ("NOR", "PRT")


def state(name: str) -> State:
    return load_gazetteer().resolve(name)


def brief_of(
    *pages: Page, a: str = "NOR", b: str = "PRT", known_pairs: Iterable[Pair] = (), checker: Checker | None = None, **asked: Any
) -> Brief:
    """The brief on Norway and Portugal (or ``a`` and ``b``) that these pages give; ``asked`` are fields of the scope."""
    statements = [s for page in pages for s in page.statements]
    first, second = state(a), state(b)
    material = InHand(statements, [page.document for page in pages], pair_of(first.code, second.code))
    if "kinds" in asked:
        asked["kinds"] = tuple(asked["kinds"])
    scope = Scope(**{"min_confidence": MIN_CONFIDENCE, **asked})
    return build_brief(material, first, second, scope, known_pairs=known_pairs, checker=checker)


def standing(brief: Brief, group: str) -> list[str]:
    """The sentences of one group of the summary, each with its date."""
    return [f"{line.text} ({line.when})" for section in brief.standing if section.key == f"now-{group}" for line in section.lines]


def dyad() -> tuple[Page, Page]:
    """Two papers on Norway and Portugal, which agree on little."""
    one = Page("one", "2024-05-02", "Fjord Gazette")
    one.says("Norway and Portugal have had diplomatic relations since 1907", "relations-established", parties=BOTH, date="1907")
    one.says(
        "in 1921 the Norwegian legation in Lisbon was made an embassy",
        "mission-elevated",
        source="NOR",
        target="PRT",
        date="1921",
        detail={"mission": "embassy", "from": "legation"},
        attribution=("palace archive", "Fjord Gazette"),
    )
    one.says("The Sardine Treaty was signed on 4 March 1950", "agreement-signed", parties=BOTH, date="1950-03-04", object="Sardine Treaty")
    one.says(
        "Both parliaments ratified the Sardine Treaty in 1952", "agreement-ratified", parties=BOTH, date="1952", object="Sardine Treaty"
    )
    one.says(
        "Norwegians have put more than 3 billion euros into Portugal",
        "investment",
        source="NOR",
        target="PRT",
        amount=Amount(3e9, currency="EUR", comparator=">"),
    )
    one.says(
        "The Bergen-Porto cable carries power since 2016",
        "project",
        parties=BOTH,
        date="2016/..",
        status="ongoing",
        object="Bergen-Porto cable",
        detail={"project": "power-grid"},
    )
    one.says(
        "a railway ferry is talked of", "project", parties=BOTH, status="proposed", object="railway ferry", detail={"project": "other"}
    )
    one.says("the two have no land border", "border", parties=BOTH, status="denied")
    one.says(
        "Their frigates meet every year since 2011", "exercise", parties=BOTH, date="2011/..", status="ongoing", detail={"every": "year"}
    )
    one.says(
        "Lisbon shut its harbours to Norwegian ships in June 2019",
        "border-closed",
        source="PRT",
        target="NOR",
        date="2019-06",
        object="harbours",
    )
    two = Page("two", "2025-02-11", "Douro Post")
    two.says(
        "Norway opened an embassy in Lisbon in 1921",
        "embassy-opened",
        source="NOR",
        target="PRT",
        date="1921",
        detail={"mission": "embassy"},
    )
    two.says("relations date from 1908", "relations-established", parties=BOTH, date="1908")
    two.says("the harbours were opened again in 2021", "border-opened", source="PRT", target="NOR", date="2021", object="harbours")
    two.says(
        "Norway is to deliver eight patrol boats by 2028",
        "arms-transfer",
        source="NOR",
        target="PRT",
        date="../2028",
        status="planned",
        amount=Amount(8, unit="patrol boats"),
    )
    two.says(
        "Erna Fossum, the Norwegian foreign minister",
        "office",
        source="NOR",
        status="ongoing",
        detail={"persons": ["Erna Fossum"], "office": "foreign minister"},
        confidence=0.7,
    )
    two.says(
        "Spain helped Norway against Portugal over cod in 1974",
        "support-in-conflict",
        source="ESP",
        target="NOR",
        via=("PRT",),
        date="1974",
        object="cod dispute",
    )
    two.says("Sweden recognised Finland in 1918", "recognition", source="SWE", target="FIN", date="1918")
    return one, two
