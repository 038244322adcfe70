"""What changes people, units, positions and roles: one function for each change."""
