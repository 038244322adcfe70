"""Reads of one person's year: what others said, what was agreed, what is planned."""
