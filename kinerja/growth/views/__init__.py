"""Screens of growth. A view finds, calls one operation, and answers."""
