"""The shared screen: quick exit, lock, and what a browser may keep (STEALTH S-18 to S-22)."""
