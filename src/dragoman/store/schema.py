"""The tables of a store. Every change here needs a migration in ``migrations/versions`` and its number in ``SCHEMA_VERSIONS``."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB

SCHEMA_VERSIONS = ("0001", "0002")
"""Every schema that this code knows, oldest first. Kept beside the migrations so that opening a store need not load them."""

VERSION_TABLE = "dragoman_schema"

PERSON = 1_000_000
"""From this ordinal on, a document's statements are a person's, which the machine no longer makes."""

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
    # Copies of one story have the same: the `n` of the first of them.
    Column("story", Integer, index=True), Column("sketch", LargeBinary),
    UniqueConstraint("given_id", "content_hash"))

# By which copies of a story are found: see dragoman.stories.
story_bands = Table(
    "story_bands", metadata,
    Column("band", BigInteger, primary_key=True), Column("document_n", Integer, ForeignKey("documents.n"), primary_key=True))

codings = Table(
    "codings", metadata,
    Column("n", Integer, primary_key=True),
    Column("document_n", Integer, ForeignKey("documents.n"), nullable=False, index=True),
    Column("codebook_version", Text, nullable=False), Column("coder_version", Text, nullable=False),
    Column("coded_at", Text, nullable=False), Column("statements", Integer, nullable=False))

# The machine's statements, each with what a person made of it; from ordinal PERSON on, those that stand only by a person's word.
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
    # What the machine claims, by which a judgement on a fact reaches the same claim in other texts.
    Column("claim", String(16), index=True),
    # As it counts: what a person left (null where nobody changed it), who decided, and the sureness with which it counts.
    Column("judged", _Json), Column("review", _Json), Column("weight", Double),
    # The unit of merging and where it is looked for (see dragoman.merge.claims); null where a person rejected the statement.
    Column("unit", String(16)), Column("cell", String(16)),
    Column("speaker", _Json), Column("fact", Integer, index=True),
    Index(None, "date_from", "date_to"),
    # All that is read of a cell to see what in it changed, so that the rows themselves need not be.
    Index(None, "cell", "unit", "document_n", "ordinal", "fact"))

# One row for each two states of a statement (a before b), and one with a = b for a statement about a single state. Where a person
# corrected its states, those as coded and those as corrected.
statement_pairs = Table(
    "statement_pairs", metadata,
    Column("a", Text, primary_key=True), Column("b", Text, primary_key=True),
    Column("document_n", Integer, ForeignKey("documents.n"), primary_key=True), Column("ordinal", Integer, primary_key=True),
    Index(None, "b"), Index(None, "document_n"))

# Each distinct claim once, under its id, which its content gives: see dragoman.merge.claims.
claims = Table("claims", metadata, Column("unit", String(16), primary_key=True), Column("content", _Json, nullable=False))

# What the statements of each cell come to: always what dragoman.merge makes of them.
facts = Table(
    "facts", metadata,
    Column("n", Integer, primary_key=True),
    Column("id", String(12), nullable=False, index=True),
    Column("cell", String(16), nullable=False, index=True),
    Column("kind", Text, nullable=False, index=True),
    Column("source", Text), Column("target", Text), Column("status", Text, nullable=False),
    Column("date", Text), Column("date_from", String(10)), Column("date_to", String(10)),
    Column("confidence", Double, nullable=False),
    Column("statements", Integer, nullable=False), Column("documents", Integer, nullable=False),
    Column("independent", Integer, nullable=False),
    Column("disputed", Boolean, nullable=False), Column("verdict", Text), Column("contested", Boolean, nullable=False),
    # How much it needs a person's look: see dragoman.store.facts.
    Column("need", Double, nullable=False, index=True),
    Column("added_at", Text, nullable=False, index=True), Column("grew_at", Text, nullable=False, index=True),
    Column("payload", _Json, nullable=False))

fact_pairs = Table(
    "fact_pairs", metadata,
    Column("a", Text, primary_key=True), Column("b", Text, primary_key=True),
    Column("fact_n", Integer, ForeignKey("facts.n"), primary_key=True),
    Index(None, "b"), Index(None, "fact_n"))

# The journal of what people decided: rows are added, never changed. It points at texts and claims, not at rows of `statements` or `facts`,
# which re-coding replaces. `key` is the same wherever the entry is imported.
judgements = Table(
    "judgements", metadata,
    Column("n", Integer, primary_key=True),
    Column("key", String(16), nullable=False, unique=True),
    Column("decided_at", Text, nullable=False),
    Column("decided_by", Text, nullable=False), Column("verdict", Text, nullable=False), Column("note", Text, nullable=False),
    Column("scope", Text, nullable=False), Column("correction", _Json), Column("undoes", String(16), index=True))

judgement_targets = Table(
    "judgement_targets", metadata,
    Column("judgement_n", Integer, ForeignKey("judgements.n"), primary_key=True), Column("ordinal", Integer, primary_key=True),
    Column("content_hash", String(64), nullable=False, index=True), Column("claim", String(16), nullable=False, index=True),
    Column("statement_id", String(12), nullable=False, index=True), Column("corrected_id", String(12), nullable=False, index=True),
    Column("side", Integer, nullable=False), Column("statement", _Json, nullable=False))

rejected = Table(
    "rejected", metadata,
    Column("path", Text, primary_key=True), Column("reason", Text, nullable=False), Column("rejected_at", Text, nullable=False))
