"""Cuts a document into blocks (title, headings, paragraphs, bullets, turns) and those into sentences."""

from dragoman.segment.blocks import Block, BlockKind, segment
from dragoman.segment.sentences import Sentence, sentences_in

__all__ = ["Block", "BlockKind", "Sentence", "segment", "sentences_in"]
