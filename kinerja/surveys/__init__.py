"""Survei kepuasan masyarakat: nine questions, answers of nobody in particular, honest numbers."""
