"""The tables of a store. Every change here needs a migration in ``migrations/versions`` and its number in ``SCHEMA_VERSIONS``."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Double, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB

SCHEMA_VERSIONS = ("0001",)
"""Every schema that this code knows, oldest first. Kept beside the migrations so that opening a store need not load them."""

VERSION_TABLE = "dragoman_schema"

metadata = MetaData(naming_convention={
    "pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s"})

_Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

documents = Table(
    "documents", metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    # The id as the document came with; another text may have it already, and then `id` differs.
    Column("given_id", Text, nullable=False),
    Column("content_hash", String(64), nullable=False, index=True),
    Column("metadata_hash", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text), Column("published", Text), Column("published_basis", Text), Column("published_note", Text),
    Column("outlet", Text), Column("author", Text), Column("url", Text), Column("language", Text, nullable=False),
    Column("place", Text), Column("path", Text), Column("body_start", Integer, nullable=False), Column("extra", _Json, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("codebook_version", Text, nullable=False), Column("coder_version", Text, nullable=False),
    Column("not_coded", Text),
    UniqueConstraint("given_id", "content_hash"))

codings = Table(
    "codings", metadata,
    Column("n", Integer, primary_key=True),
    Column("document_n", Integer, ForeignKey("documents.n"), nullable=False, index=True),
    Column("codebook_version", Text, nullable=False), Column("coder_version", Text, nullable=False),
    Column("coded_at", Text, nullable=False), Column("statements", Integer, nullable=False))

statements = Table(
    "statements", metadata,
    Column("document_n", Integer, ForeignKey("documents.n"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("id", String(12), nullable=False, index=True),
    Column("kind", Text, nullable=False, index=True),
    Column("source", Text), Column("target", Text), Column("status", Text, nullable=False),
    Column("date", Text), Column("date_from", String(10)), Column("date_to", String(10)),
    Column("object", Text),
    Column("amount_value", Double), Column("amount_currency", Text), Column("amount_unit", Text), Column("amount_comparator", Text),
    Column("span_start", Integer, nullable=False), Column("span_end", Integer, nullable=False),
    Column("plover_type", Text), Column("plover_quad", Integer),
    Column("confidence", Double, nullable=False), Column("rule", Text, nullable=False),
    Column("payload", _Json, nullable=False), Column("trace", _Json, nullable=False),
    Index(None, "date_from", "date_to"))

# One row for each two states of a statement (a before b), and one with a = b for a statement about a single state.
statement_pairs = Table(
    "statement_pairs", metadata,
    Column("a", Text, primary_key=True), Column("b", Text, primary_key=True),
    Column("document_n", Integer, ForeignKey("documents.n"), primary_key=True), Column("ordinal", Integer, primary_key=True),
    Index(None, "b"), Index(None, "document_n"))

# The journal of what people decided: rows are added, never changed. It points at the text and the claim, not at rows of
# `statements`, which re-coding replaces.
judgements = Table(
    "judgements", metadata,
    Column("n", Integer, primary_key=True),
    Column("decided_at", Text, nullable=False), Column("decided_by", Text, nullable=False),
    Column("verdict", Text, nullable=False), Column("note", Text, nullable=False),
    Column("content_hash", String(64), nullable=False, index=True), Column("claim", String(64), nullable=False),
    Column("span_start", Integer, nullable=False), Column("span_end", Integer, nullable=False),
    Column("statement_id", String(12), nullable=False, index=True), Column("corrected_id", String(12), nullable=False, index=True),
    Column("statement", _Json, nullable=False), Column("correction", _Json))

rejected = Table(
    "rejected", metadata,
    Column("path", Text, primary_key=True), Column("reason", Text, nullable=False), Column("rejected_at", Text, nullable=False))
