"""What the data are: tables, vocabularies, reference tables, issue codes."""
