"""From Kotalama in memory to rows: COPY into the tables, then legal moves by set-based UPDATEs."""
