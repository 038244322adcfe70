"""The city of Kotalama: deterministic sample data of any size."""
