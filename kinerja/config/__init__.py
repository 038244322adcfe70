"""How the rooms are put together: settings, addresses, processes. Imports all, imported by none."""
