"""The first schema: documents, what was coded from them, what people decided."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None


def _json() -> sa.types.TypeEngine[Any]:
    return sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table("meta", sa.Column("key", sa.String, nullable=False), sa.Column("value", sa.Text, nullable=False),
                    sa.PrimaryKeyConstraint("key", name="pk_meta"))
    _documents()
    op.create_table(
        "codings",
        sa.Column("n", sa.Integer, nullable=False), sa.Column("document_n", sa.Integer, nullable=False),
        sa.Column("codebook_version", sa.Text, nullable=False), sa.Column("coder_version", sa.Text, nullable=False),
        sa.Column("coded_at", sa.Text, nullable=False), sa.Column("statements", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_codings"),
        sa.ForeignKeyConstraint(["document_n"], ["documents.n"], name="fk_codings_document_n"))
    op.create_index("ix_codings_document_n", "codings", ["document_n"])
    _statements()
    _judgements()
    op.create_table(
        "rejected",
        sa.Column("path", sa.Text, nullable=False), sa.Column("reason", sa.Text, nullable=False),
        sa.Column("rejected_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_rejected"))


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("n", sa.Integer, nullable=False), sa.Column("id", sa.Text, nullable=False),
        sa.Column("given_id", sa.Text, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False), sa.Column("metadata_hash", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False), sa.Column("title", sa.Text), sa.Column("published", sa.Text),
        sa.Column("published_basis", sa.Text), sa.Column("published_note", sa.Text), sa.Column("outlet", sa.Text),
        sa.Column("author", sa.Text), sa.Column("url", sa.Text), sa.Column("language", sa.Text, nullable=False),
        sa.Column("place", sa.Text), sa.Column("path", sa.Text), sa.Column("body_start", sa.Integer, nullable=False),
        sa.Column("extra", _json(), nullable=False), sa.Column("added_at", sa.Text, nullable=False),
        sa.Column("codebook_version", sa.Text, nullable=False), sa.Column("coder_version", sa.Text, nullable=False),
        sa.Column("not_coded", sa.Text),
        sa.PrimaryKeyConstraint("n", name="pk_documents"), sa.UniqueConstraint("id", name="uq_documents_id"),
        sa.UniqueConstraint("given_id", "content_hash", name="uq_documents_given_id_content_hash"))
    op.create_index("ix_documents_content_hash", "documents", ["content_hash"])


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("document_n", sa.Integer, nullable=False), sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("id", sa.String(12), nullable=False), sa.Column("kind", sa.Text, nullable=False),
        sa.Column("source", sa.Text), sa.Column("target", sa.Text), sa.Column("status", sa.Text, nullable=False),
        sa.Column("date", sa.Text), sa.Column("date_from", sa.String(10)), sa.Column("date_to", sa.String(10)),
        sa.Column("object", sa.Text), sa.Column("amount_value", sa.Double), sa.Column("amount_currency", sa.Text),
        sa.Column("amount_unit", sa.Text), sa.Column("amount_comparator", sa.Text),
        sa.Column("span_start", sa.Integer, nullable=False), sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("plover_type", sa.Text), sa.Column("plover_quad", sa.Integer), sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("rule", sa.Text, nullable=False), sa.Column("payload", _json(), nullable=False),
        sa.Column("trace", _json(), nullable=False),
        sa.PrimaryKeyConstraint("document_n", "ordinal", name="pk_statements"),
        sa.ForeignKeyConstraint(["document_n"], ["documents.n"], name="fk_statements_document_n"))
    op.create_index("ix_statements_id", "statements", ["id"])
    op.create_index("ix_statements_kind", "statements", ["kind"])
    op.create_index("ix_statements_date_from_date_to", "statements", ["date_from", "date_to"])
    op.create_table(
        "statement_pairs",
        sa.Column("a", sa.Text, nullable=False), sa.Column("b", sa.Text, nullable=False),
        sa.Column("document_n", sa.Integer, nullable=False), sa.Column("ordinal", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("a", "b", "document_n", "ordinal", name="pk_statement_pairs"),
        sa.ForeignKeyConstraint(["document_n"], ["documents.n"], name="fk_statement_pairs_document_n"))
    op.create_index("ix_statement_pairs_b", "statement_pairs", ["b"])
    op.create_index("ix_statement_pairs_document_n", "statement_pairs", ["document_n"])


def _judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("n", sa.Integer, nullable=False), sa.Column("decided_at", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False), sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False), sa.Column("claim", sa.String(64), nullable=False),
        sa.Column("span_start", sa.Integer, nullable=False), sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("statement_id", sa.String(12), nullable=False), sa.Column("corrected_id", sa.String(12), nullable=False),
        sa.Column("statement", _json(), nullable=False), sa.Column("correction", _json()),
        sa.PrimaryKeyConstraint("n", name="pk_judgements"))
    for column in ("content_hash", "statement_id", "corrected_id"):
        op.create_index(f"ix_judgements_{column}", "judgements", [column])
