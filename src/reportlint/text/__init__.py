"""Chinese text: folding, numerals, intervals, sentences, similarity. No linting here."""
