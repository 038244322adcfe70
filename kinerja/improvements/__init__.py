"""Rencana tindak lanjut: what a unit changes after citizens have spoken, and what came of it."""
