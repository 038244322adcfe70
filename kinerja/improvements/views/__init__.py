"""Screens of follow-ups."""
