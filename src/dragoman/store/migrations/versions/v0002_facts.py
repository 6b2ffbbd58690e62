"""Facts kept up with the statements, stories of which documents are copies, judgements on facts."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"


def _json() -> sa.types.TypeEngine[Any]:
    return sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    _documents()
    _statements()
    _facts()
    _judgements()
    # What the new columns and tables hold follows from what there is: see dragoman.store.rebuild, which runs in the same transaction.


def _documents() -> None:
    op.add_column("documents", sa.Column("story", sa.Integer))
    op.add_column("documents", sa.Column("sketch", sa.LargeBinary))
    op.create_index("ix_documents_story", "documents", ["story"])
    op.create_table(
        "story_bands",
        sa.Column("band", sa.BigInteger, nullable=False), sa.Column("document_n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("band", "document_n", name="pk_story_bands"),
        sa.ForeignKeyConstraint(["document_n"], ["documents.n"], name="fk_story_bands_document_n"))


def _statements() -> None:
    columns = {"claim": sa.String(16), "judged": _json(), "review": _json(), "weight": sa.Double(), "unit": sa.String(16),
               "cell": sa.String(16), "speaker": _json(),
               "fact": sa.Integer()}
    for name, kind in columns.items():
        op.add_column("statements", sa.Column(name, kind))
    for name in ("claim", "fact"):
        op.create_index(f"ix_statements_{name}", "statements", [name])
    op.create_index("ix_statements_cell_unit_document_n_ordinal_fact", "statements", ["cell", "unit", "document_n", "ordinal", "fact"])


def _facts() -> None:
    op.create_table(
        "claims", sa.Column("unit", sa.String(16), nullable=False), sa.Column("content", _json(), nullable=False),
        sa.PrimaryKeyConstraint("unit", name="pk_claims"))
    op.create_table(
        "facts",
        sa.Column("n", sa.Integer, nullable=False), sa.Column("id", sa.String(12), nullable=False),
        sa.Column("cell", sa.String(16), nullable=False), sa.Column("kind", sa.Text, nullable=False),
        sa.Column("source", sa.Text), sa.Column("target", sa.Text), sa.Column("status", sa.Text, nullable=False),
        sa.Column("date", sa.Text), sa.Column("date_from", sa.String(10)), sa.Column("date_to", sa.String(10)),
        sa.Column("confidence", sa.Double, nullable=False), sa.Column("statements", sa.Integer, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False), sa.Column("independent", sa.Integer, nullable=False),
        sa.Column("disputed", sa.Boolean, nullable=False), sa.Column("verdict", sa.Text),
        sa.Column("contested", sa.Boolean, nullable=False), sa.Column("need", sa.Double, nullable=False),
        sa.Column("added_at", sa.Text, nullable=False), sa.Column("grew_at", sa.Text, nullable=False),
        sa.Column("payload", _json(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_facts"))
    for name in ("id", "cell", "kind", "need", "added_at", "grew_at"):
        op.create_index(f"ix_facts_{name}", "facts", [name])
    op.create_table(
        "fact_pairs",
        sa.Column("a", sa.Text, nullable=False), sa.Column("b", sa.Text, nullable=False), sa.Column("fact_n", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("a", "b", "fact_n", name="pk_fact_pairs"),
        sa.ForeignKeyConstraint(["fact_n"], ["facts.n"], name="fk_fact_pairs_fact_n"))
    op.create_index("ix_fact_pairs_b", "fact_pairs", ["b"])
    op.create_index("ix_fact_pairs_fact_n", "fact_pairs", ["fact_n"])


def _judgements() -> None:
    """The journal's entries as they were, each about one statement, are kept beside until they are written in the new form."""
    op.rename_table("judgements", "judgements_0001")
    for column in ("content_hash", "statement_id", "corrected_id"):
        op.drop_index(f"ix_judgements_{column}", "judgements_0001")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE judgements_0001 RENAME CONSTRAINT pk_judgements TO pk_judgements_0001")
        op.execute("ALTER SEQUENCE judgements_n_seq RENAME TO judgements_0001_n_seq")
    op.create_table(
        "judgements",
        sa.Column("n", sa.Integer, nullable=False), sa.Column("key", sa.String(16), nullable=False),
        sa.Column("decided_at", sa.Text, nullable=False), sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False), sa.Column("note", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False), sa.Column("correction", _json()), sa.Column("undoes", sa.String(16)),
        sa.PrimaryKeyConstraint("n", name="pk_judgements"), sa.UniqueConstraint("key", name="uq_judgements_key"))
    op.create_index("ix_judgements_undoes", "judgements", ["undoes"])
    op.create_table(
        "judgement_targets",
        sa.Column("judgement_n", sa.Integer, nullable=False), sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False), sa.Column("claim", sa.String(16), nullable=False),
        sa.Column("statement_id", sa.String(12), nullable=False), sa.Column("corrected_id", sa.String(12), nullable=False),
        sa.Column("side", sa.Integer, nullable=False), sa.Column("statement", _json(), nullable=False),
        sa.PrimaryKeyConstraint("judgement_n", "ordinal", name="pk_judgement_targets"),
        sa.ForeignKeyConstraint(["judgement_n"], ["judgements.n"], name="fk_judgement_targets_judgement_n"))
    for column in ("content_hash", "claim", "statement_id", "corrected_id"):
        op.create_index(f"ix_judgement_targets_{column}", "judgement_targets", [column])
