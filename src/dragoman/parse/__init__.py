"""From a sentence to its predicates with their arguments, whatever the syntax: active, passive, nominal or relative."""

from dragoman.parse.frames import Frame, frame_of
from dragoman.parse.pipeline import lemma, lemma_of, load_pipeline, parse, span_of, text_of

__all__ = ["Frame", "frame_of", "lemma", "lemma_of", "load_pipeline", "parse", "span_of", "text_of"]
