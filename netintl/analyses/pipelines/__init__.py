"""How many people a year can reach which firm, and what limits it."""
