"""The performance year, its periods, deadlines, holidays and policy."""
