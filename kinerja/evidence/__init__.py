"""Realisasi and bukti dukung: what was reached, and what shows it."""
