"""Whom to approach next, why, and whether such advice would have been right."""
