"""One module a schema version; ``SCHEMA_VERSIONS`` in ``dragoman.store.schema`` lists the same."""
