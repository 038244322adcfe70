"""The official SKM report of a service or a unit, as a sheet of paper."""
