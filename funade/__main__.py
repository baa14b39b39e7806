"""`python -m funade` runs the command line from the current tree, whatever else is installed."""

from funade.config.cli import main

main()
