-- Heads who stop being it without a move step down first, so that their successors find room.
-- Parameters: none. Locks: the changed rows. Rows touched: placement.
UPDATE placement AS p SET is_head = false
FROM import_plan AS m
WHERE m.placement_id = p.id AND m.act = 'KEEP' AND p.is_head
  AND (NOT m.is_head OR m.unit_id <> p.unit_id)
