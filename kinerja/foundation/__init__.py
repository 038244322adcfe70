"""What every room stands on; no models, no domain."""
