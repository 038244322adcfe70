"""Sign-in, activation, sessions."""
