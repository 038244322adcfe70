-- End the running positions of people who moved, on the day of the move.
-- Parameters: none. Locks: the ended rows. Rows touched: placement, one for each move.
UPDATE placement AS p SET held = daterange(lower(p.held), m.start)
FROM import_plan AS m
WHERE m.placement_id = p.id AND m.act = 'MOVE'
