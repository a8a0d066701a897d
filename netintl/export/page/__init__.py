"""The offline page: data, script, style and licences in one file."""
