"""What a person is good at, where the gaps are, and what follows: one page and one plan."""
