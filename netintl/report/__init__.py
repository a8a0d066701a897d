"""Results to documents: blocks, sections, pictures, manifest."""
