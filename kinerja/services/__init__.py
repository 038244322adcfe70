"""Public services: what a unit serves, by which standard, at which counters, under which codes."""
