"""The append-only trail: acts, reads, keys of forms already sent. Knows users by id only."""
