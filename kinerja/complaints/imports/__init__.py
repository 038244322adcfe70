"""Complaints from the spreadsheets of SP4N-LAPOR!."""
