"""Reading sessions: one with all that belongs to it, lists, and what is covered."""
