"""Files for people and other programs: network files and the offline page."""
