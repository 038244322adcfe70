"""The voice of the citizens of Kotalama: two years of services, answers, complaints, promises."""
