"""Which sentences can yield a statement at all, told without parsing. Most of a general newspaper stops here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.codebook import Codebook, Rule
from dragoman.codebook.loader import TriggerPos
from dragoman.coding.scene import Setting, View
from dragoman.parse import lemma_of

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# A longer stretch without a full stop is no sentence of prose.
LONGEST = 2000
BACK = re.compile(r"\W*(?:It|They|This|These|The|That|Both|In|On|Since|After)\b")
PRONOUN = re.compile(r"\b(?:it|they|them|the|this|these)\b", re.IGNORECASE)
POSITIONS: tuple[TriggerPos, ...] = ("verb", "noun", "adj")


@dataclass(frozen=True, slots=True)
class Demand:
    """What a rule asks of a sentence besides its trigger: so many states, and of each set of words at least one."""

    states: int
    words: tuple[frozenset[str], ...]


class Gate:
    """Decides by trigger words, the words that their rules ask for, and states. Keeps what it learns of each word it meets."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._forms: dict[str, frozenset[str]] = {}
        self._demands: dict[str, tuple[Demand, ...]] = {}

    def forms(self, word: str) -> frozenset[str]:
        """The word and its lemmas as a verb, noun and adjective."""
        known = self._forms.get(word)
        if known is None:
            known = self._forms[word] = frozenset((word, *(lemma_of(word, pos) for pos in POSITIONS)))
        return known

    def demands(self, word: str) -> tuple[Demand, ...]:
        """What the rules that a word can trigger ask for, each once."""
        known = self._demands.get(word)
        if known is None:
            rules = [r for pos in POSITIONS for form in self.forms(word) for r in self.codebook.rules[pos].get(form, ())]
            known = self._demands[word] = tuple({self.demand(rule) for rule in rules})
        return known

    def demand(self, rule: Rule) -> Demand:
        """What one rule asks for."""
        asked = []
        states = 1 if self.codebook.kinds[rule.kind].arity == "single" else 2
        for wanted in rule.pattern.where.values():
            if any(w.startswith("@organisation") for w in wanted):
                states = 2
            if not any(w.startswith(("@", "*")) for w in wanted):
                asked.append(frozenset(w.lstrip("^").split()[-1] for w in wanted))
        return Demand(states, tuple(asked))

    def passes(self, setting: Setting, view: View) -> bool:
        """Whether some rule can be met by the sentence with what the document is about, or by what it refers back to."""
        start, end = setting.sentence.start, setting.sentence.end
        if end - start > LONGEST:
            return False
        reach = {*setting.codes, *(view.dyad or ())}
        if len(reach) < 2 and setting.index and BACK.match(view.doc.text, start):
            reach.update(view.settings[setting.index - 1].codes)
        if not reach:
            return False
        text = view.doc.text[start:end]
        words = set(WORD.findall(text.lower()))
        refers = PRONOUN.search(text) is not None and setting.index > 0
        said: set[str] | None = None
        for word in words:
            for demand in self.demands(word):
                if demand.states > len(reach):
                    continue
                if not demand.words or (refers and len(demand.words) == 1 and len(reach) > 1 and view.dyad is not None):
                    return True
                if said is None:
                    said = {form for w in words for form in self.forms(w)} | {part for w in words if "-" in w for part in w.split("-")}
                if all(said & asked for asked in demand.words):
                    return True
        return False
