"""Which sentences can yield a statement at all, told without parsing. Most of a general newspaper stops here."""

from __future__ import annotations

import re

from dragoman.codebook import Codebook
from dragoman.coding.scene import Setting, View
from dragoman.parse import lemma_of

# A longer stretch without a full stop is no sentence of prose.
LONGEST = 2000
BACK = re.compile(r"\W*(?:It|They|This|These|The|That|Both|In|On|Since|After)\b")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class Gate:
    """Decides by trigger words and states. Keeps, for each word met, whether it can trigger anything and for how few states."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._known: dict[str, int] = {}

    def needs(self, word: str) -> int:
        """How many states the least demanding rule that the word triggers is about; 3 where it triggers none."""
        known = self._known.get(word)
        if known is None:
            known = 3
            for pos in ("verb", "noun", "adj"):
                for form in {word, lemma_of(word, pos)}:
                    for rule in self.codebook.rules[pos].get(form, ()):
                        known = min(known, 1 if self.codebook.kinds[rule.kind].arity == "single" else 2)
            self._known[word] = known
        return known

    def passes(self, setting: Setting, view: View) -> bool:
        """Whether the sentence has a trigger and, with what the document is about or it refers back to, states enough for it."""
        start, end = setting.sentence.start, setting.sentence.end
        if end - start > LONGEST:
            return False
        reach = {*setting.codes, *(view.dyad or ())}
        if len(reach) < 2 and setting.index and BACK.match(view.doc.text, start):
            reach.update(view.settings[setting.index - 1].codes)
        if not reach:
            return False
        text = view.doc.text[start:end].lower()
        return any(self.needs(word) <= len(reach) for word in set(WORD.findall(text)))
