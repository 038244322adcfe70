"""Messages in the application and by e-mail. Knows no domain."""
