"""Run by Alembic: migrates over the connection, and in the transaction, that ``dragoman.store.migrate`` hands in."""

from alembic import context

from dragoman.store.schema import VERSION_TABLE, metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE)
context.run_migrations()
