"""Going through facts with a person: what is shown of each, what they may change, and what the journal tells of it."""

from dragoman.review.fields import correction_of, split_assignments
from dragoman.review.history import Disagreements, disagreements, entry_words
from dragoman.review.session import Reader, Session, Tally, Writer

__all__ = ["Disagreements", "Reader", "Session", "Tally", "Writer", "correction_of", "disagreements", "entry_words", "split_assignments"]
