"""Groups of the `funade` command line, loaded when called."""
