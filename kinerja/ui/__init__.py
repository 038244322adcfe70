"""Base pages, components, filters, one stylesheet, one small script."""
