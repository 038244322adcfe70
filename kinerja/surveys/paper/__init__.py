"""Answers on paper: typed into a grid, or read from a spreadsheet."""
