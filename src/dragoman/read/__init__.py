"""Reads files of many formats into documents, with what their texts say of title, date, place, outlet and author."""

from dragoman.read.metadata import content_hash, document_from_text

__all__ = ["content_hash", "document_from_text"]
