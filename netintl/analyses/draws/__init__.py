"""Many random draws of one figure, repeatable: null models and resampled networks."""
