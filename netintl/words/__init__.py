"""Results and networks as people read them: names, labels, numbers, sentences."""
