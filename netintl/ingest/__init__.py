"""Bytes to checked tables, with located issues and a ledger."""
