"""Konseling kinerja: independent, and sealed to the counselor and to one recovery key."""
