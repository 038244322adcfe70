"""What is true of the city as a whole: its name, letterhead, help desk and mail server."""
