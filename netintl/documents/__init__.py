"""Blocks of a document, and the formats they are written in."""
