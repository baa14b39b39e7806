"""From values to what a member's page shows."""
