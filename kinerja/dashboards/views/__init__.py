"""Beranda, stages, and the trail. Nothing here changes anything."""
