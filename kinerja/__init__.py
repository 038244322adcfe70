"""Kinerja Kotalama: the performance management system of a city's civil servants."""
