"""The import of units and employees: read, recognise, judge, stage, apply, undo."""
