"""From values to what member pages show, so that templates hold no logic."""
