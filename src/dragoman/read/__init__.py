"""Reads files of many formats into documents, with what their texts say of title, date, place, outlet and author."""

from dragoman.read.documents import IdScheme, read_documents
from dragoman.read.metadata import content_hash, document_from_text
from dragoman.read.source import MAX_TEXT_CHARS

__all__ = ["MAX_TEXT_CHARS", "IdScheme", "content_hash", "document_from_text", "read_documents"]
