"""Evaluation screens. A view finds, calls one operation, and answers."""
