"""Reads files of many formats into documents, with what their texts say of title, date, place, outlet and author."""
