"""What every citizen may read: how services are judged, what changed, and how it is counted."""
