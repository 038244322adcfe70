"""Dialog kinerja: sessions, their shared agenda, agreements that carry over, the calendar."""
