"""The law as code: standard library only, without database, clock or binary fractions."""
