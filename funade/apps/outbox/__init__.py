"""Durable jobs and schedules."""
