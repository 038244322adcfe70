"""The floor: the same pages over bare prepared statements and escaped f-strings."""
