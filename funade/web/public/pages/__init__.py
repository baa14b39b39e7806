"""What the public pages show, as plain values: templates hold no logic of their own."""
