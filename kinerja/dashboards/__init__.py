"""Beranda, the overview of stages, the reading page of the trail."""
