"""Addresses for machines: webhooks, feeds, one-click unsubscribe."""
