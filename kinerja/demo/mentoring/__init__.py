"""How people of Kotalama talk, ask, guide and learn through the year, in memory."""
