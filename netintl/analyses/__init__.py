"""Analyses: one question per module, a network in, a result out."""
