"""SKP: planned results, indicators, behaviors, annex; drafted, submitted, agreed."""
