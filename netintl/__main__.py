"""Run the command line as ``python -m netintl``."""

from netintl.cli import main

main()
