"""Screens of services, counters, codes and questions."""
