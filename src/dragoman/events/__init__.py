"""Who does what to whom in a sentence: participants, the pairs that they make."""
