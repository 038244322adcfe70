"""Self-evaluation, the superior's ratings, predikat, delivery, and why."""
