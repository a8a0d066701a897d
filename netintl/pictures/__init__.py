"""Pictures of results and networks: what goes into each, in words and colours."""
