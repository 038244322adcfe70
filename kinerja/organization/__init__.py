"""Units, people, positions; who assesses whom and when; roles that are granted."""
