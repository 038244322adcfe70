"""Bimbingan kinerja: an aim, a mentor, sessions, competences, the employee's nine statements."""
