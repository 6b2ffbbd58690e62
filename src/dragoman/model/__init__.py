"""The typed values that pass from room to room."""

from dragoman.model.document import Document, PublishedBasis
from dragoman.model.errors import CodebookError, DragomanError, ReadError, StoreError, UnknownStateError
from dragoman.model.review import Review, Verdict
from dragoman.model.spans import AmountMention, Mention, MentionKind, TimeExpression, TimeRole
from dragoman.model.statement import MIN_CONFIDENCE, Amount, Comparator, DateBasis, Evidence, Plover, Quad, Statement, Status, Trace

__all__ = [
    "MIN_CONFIDENCE",
    "Amount",
    "AmountMention",
    "CodebookError",
    "Comparator",
    "DateBasis",
    "Document",
    "DragomanError",
    "Evidence",
    "Mention",
    "MentionKind",
    "Plover",
    "PublishedBasis",
    "Quad",
    "ReadError",
    "Review",
    "Statement",
    "Status",
    "StoreError",
    "TimeExpression",
    "TimeRole",
    "Trace",
    "UnknownStateError",
    "Verdict",
]
