"""Screens of realization and evidence. A view finds, calls one operation, and answers."""
