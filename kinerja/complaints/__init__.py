"""Aduan: imported from SP4N-LAPOR!, counted against their working days, without their senders."""
