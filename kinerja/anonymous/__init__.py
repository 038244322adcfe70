"""Masukan anonim: windows that open and close, and what they can and cannot protect."""
