"""Reads of what is public: nothing under ten answers, no cell that names a few."""
