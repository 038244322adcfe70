"""The superior as mentor; for now: feedback at any time."""
