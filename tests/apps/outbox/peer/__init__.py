"""An app that exists only in tests: handlers whose every effect can be counted from outside."""
