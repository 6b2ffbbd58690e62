"""What people decided about facts, in words: "confirmed by Ana (“seen in the gazette”), but Bo rejects it"."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.brief.layout import load_layout
from dragoman.brief.words import join_words
from dragoman.merge import Fact
from dragoman.model import Review


def reviews_of(facts: Iterable[Fact]) -> tuple[Review, ...]:
    """The reviews of several facts, each entry once."""
    return tuple({review.entry: review for fact in facts for review in fact.reviews}.values())


def review_words(reviews: Iterable[Review]) -> str:
    """All reviews in a row; empty where there are none."""
    return "; ".join(dict.fromkeys(map(_review, reviews)))


def _review(review: Review) -> str:
    layout = load_layout()
    words = _noted(layout.reviews.get(review.verdict, "").format(who=review.by), review.note)
    others = [_noted(layout.disagrees.get(other.verdict, "{who}").format(who=other.by), other.note) for other in review.against]
    return layout.reviews["but"].format(review=words, others=join_words(others)) if others else words


def _noted(words: str, note: str) -> str:
    return load_layout().reviews["noted"].format(review=words, note=note.strip()) if note.strip() else words
