"""Users, organisations, keys, the audit trail."""
