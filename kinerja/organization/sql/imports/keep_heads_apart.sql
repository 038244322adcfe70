-- A unit has one head at a time: who would be a second one is not made head, and the row says so.
-- Parameters: import, end_gone. Locks: none. Rows touched: import_plan, the second heads.
WITH after AS (  -- each head of today as it will stand when the import is done
  SELECT q.id, q.unit_id, q.kind, CASE
      WHEN x.act = 'MOVE' THEN daterange(lower(q.held), x.start)
      WHEN x.act = 'KEEP' AND (x.unit_id <> q.unit_id OR NOT x.is_head) THEN 'empty'::daterange
      WHEN x.act = 'KEEP' THEN daterange(x.start, NULL)
      WHEN upper_inf(q.held) AND g.id IS NOT NULL AND %(end_gone)s::date IS NOT NULL
        THEN daterange(lower(q.held), greatest(%(end_gone)s::date, lower(q.held) + 1))
      ELSE q.held END AS held
  FROM placement AS q
  LEFT JOIN import_plan AS x ON x.placement_id = q.id
  LEFT JOIN import_row AS g ON g.source_id = %(import)s AND g.status = 'GONE'
    AND (g.values ->> 'employee_id')::bigint = q.employee_id
  WHERE q.is_head
), clash AS (
  SELECT DISTINCT m.row_id, m.act = 'KEEP' AND m.start < lower(p.held) AS may_start_later,
    lower(p.held) AS running_since
  FROM import_plan AS m
  JOIN after AS a ON a.unit_id = m.unit_id AND a.kind = m.placement_kind
    AND a.id IS DISTINCT FROM m.placement_id AND a.held && daterange(m.start, NULL)
  LEFT JOIN placement AS p ON p.id = m.placement_id
  WHERE m.is_head
)
UPDATE import_plan AS m SET
  start = CASE WHEN c.may_start_later THEN c.running_since ELSE m.start END,
  is_head = c.may_start_later,
  head_taken = NOT c.may_start_later
FROM clash AS c WHERE c.row_id = m.row_id
