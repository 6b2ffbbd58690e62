"""From a document to its statements, by the codebook."""

from dragoman.coding.coder import code_document, code_documents

__all__ = ["code_document", "code_documents"]
