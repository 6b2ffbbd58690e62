"""The status of many dyads at once: facts sorted by dyad, what stands in each, and that as flat values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from dragoman.merge import Fact
from dragoman.merge.succession import load_succession
from dragoman.standing.held import Held
from dragoman.standing.history import Seen
from dragoman.standing.missions import Mission
from dragoman.standing.pair import Pair
from dragoman.standing.period import start_of
from dragoman.standing.standing import Standing, standing_of
from dragoman.standing.things import Agreement

if TYPE_CHECKING:
    from dragoman.actors.entries import State
    from dragoman.actors.gazetteer import Gazetteer

Dyad = tuple[str, str]


def dyads_of(facts: Iterable[Fact], gazetteer: Gazetteer, day: date, *, of: str | None = None,
             after: str | None = None) -> dict[Dyad, list[Fact]]:
    """Facts by dyad, in order: under each two of their states, called by the latest form of each.

    What is no state is left out, and what had ceased to be one by ``day``. With ``of`` only dyads of that state, whenever it was one;
    with ``after`` only those with a state that comes later in the order of codes.
    """
    latest = load_succession().latest
    out: defaultdict[Dyad, list[Fact]] = defaultdict(list)
    for fact in facts:
        states = sorted({code for code in map(latest, fact.states) if code == of or not is_over(gazetteer.find(code), day)})
        for a, b in combinations(states, 2):
            if (of is None or of in (a, b)) and (after is None or (b if a == of else a) > after):
                out[a, b].append(fact)
    return dict(sorted(out.items()))


def is_over(state: State | None, day: date) -> bool:
    """Whether a state had ceased to be one by then; so it is of what is none."""
    return state is None or (state.end is not None and state.end < day.isoformat())


def standing_of_dyads(dyads: Mapping[Dyad, Iterable[Fact]], as_of: date | None = None) -> Iterator[Standing]:
    """What stands in each dyad of which something stands, or is told not to; each state is called as it was then."""
    succession = load_succession()
    day = as_of.isoformat() if as_of else None
    for (a, b), facts in dyads.items():
        first, second = (succession.then(code, day) for code in (a, b))
        forms = (frozenset(succession.line(code)) for code in (a, b))
        standing = standing_of(facts, Pair(first, second, *forms), as_of)
        if _says_something(standing):
            yield standing


def _says_something(standing: Standing) -> bool:
    return bool(standing.relations.state != "unknown" or standing.missions or standing.alliances or standing.agreements)


def standing_dict(standing: Standing, gazetteer: Gazetteer, as_of: str | None = None) -> dict[str, Any]:
    """A dyad's status as JSON values, every part with the ids of its facts; ``doubts`` are ids of facts that may have undone it.

    ``undated`` are ids of facts that were left aside because nothing tells whether they held at ``as_of``.
    """
    relations = standing.relations
    holding = [agreement for agreement in standing.agreements if agreement.stands]
    return {
        "a": _state(standing.pair.a, gazetteer), "b": _state(standing.pair.b, gazetteer), "as_of": as_of,
        "relations": {
            "state": relations.state, "since": _begun(relations.since), "form": relations.form, "implied": relations.implied,
            "facts": _ids(relations.facts), "form_facts": _form_facts(standing), "doubts": _ids(_doubts(standing))},
        "missions": [_mission(mission) for mission in standing.missions],
        "agreements": [_agreement(agreement) for agreement in holding],
        "agreements_over": [_agreement(agreement) for agreement in standing.agreements if not agreement.stands],
        "alliances": [_held(alliance) | {"name": next((s.fact.object for s in alliance.facts if s.fact.object), None)}
                      for alliance in standing.alliances],
        "undated": [fact.id for fact in standing.undated],
    }


def _state(code: str, gazetteer: Gazetteer) -> dict[str, Any]:
    state = gazetteer.get(code)
    return {"code": code, "name": state.name, "iso2": state.iso2, "iso_numeric": state.iso_numeric, "cow": state.cow, "gw": state.gw}


def _form_facts(standing: Standing) -> list[str]:
    relations = standing.relations
    form = {"upgraded": relations.upgraded, "downgraded": relations.downgraded}.get(relations.form or "")
    return _ids(form.facts) if form else []


def _doubts(standing: Standing) -> list[Seen]:
    relations = standing.relations
    return [s for part in (relations.severed, relations.resumed, relations.established) if part for s in part.doubts]


def _begun(edtf: str | None) -> str | None:
    """The day, month or year from which on something stands; a span by its beginning."""
    return (start_of(edtf) or edtf) if edtf else None


def _ids(facts: Iterable[Seen]) -> list[str]:
    return list(dict.fromkeys(seen.fact.id for seen in facts))


def _held(held: Held) -> dict[str, Any]:
    return {"since": _begun(held.since), "facts": _ids(held.facts), "doubts": _ids(held.doubts)}


def _mission(mission: Mission) -> dict[str, Any]:
    broken = {"broken": _ids([mission.broken]) if mission.broken else [], "mended": mission.mended}
    return {"sender": mission.sender, "host": mission.host, "rank": mission.rank, "place": mission.place, **_held(mission.held), **broken}


def _agreement(agreement: Agreement) -> dict[str, Any]:
    steps = {stage: seen.fact.date for stage, seen in agreement.steps}
    first = agreement.held.facts[0].fact
    number = first.amount.value if first.amount else None
    over = {"ended": agreement.ended.fact.date if agreement.ended else None, "denied": bool(agreement.denied)}
    told = {"name": agreement.name, "number": number, "stage": agreement.stage, "steps": steps, **_held(agreement.held)}
    if agreement.stands:
        return told
    return told | over | {"over_facts": _ids([*([agreement.ended] if agreement.ended else []), *agreement.denied])}
