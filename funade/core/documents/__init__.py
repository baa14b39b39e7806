"""Values to bytes: archives, calendars, documents."""
