"""Measurements of the whole: what a page costs beside its floor, bulk acts, bytes."""
