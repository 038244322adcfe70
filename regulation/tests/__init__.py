"""Legal vectors and the tests that read them."""
