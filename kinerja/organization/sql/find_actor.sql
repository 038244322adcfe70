-- Who asks: session, account, person, roles of today, unread messages and the city, in one statement.
-- Parameters: key (of the session), at (now), day (the city's day), account (where `source` is no table).
-- Locks: none.
-- Rows touched: one of each table by its key, the roles and the posts of one person, at most 100 messages.
SELECT session.expire_date, session.shared_device, session.started_at, session.auth_hash,
  account.id, account.username, account.password, account.is_active,
  account.informed_at IS NOT NULL AS informed, account.theme,
  person.id AS employee_id, person.title_front, person.name, person.title_back, person.ended_on,
  coalesce(person.kind = 'PEJABAT_NEGARA', false) AS is_official,
  (SELECT CASE WHEN post.kind = 'DEFINITIF' OR post.title ILIKE post.kind || '%%' THEN ''
          ELSE initcap(post.kind) || '. ' END || post.title
   FROM placement post WHERE post.employee_id = person.id AND post.held @> %(day)s::date
   ORDER BY post.kind, post.id LIMIT 1) AS post,
  (EXISTS (SELECT FROM placement post WHERE post.employee_id = person.id AND post.is_head
           AND post.held @> %(day)s::date)
   OR EXISTS (SELECT FROM reporting_line line WHERE line.evaluator_id = person.id
              AND line.held @> %(day)s::date)) AS leads,
  ARRAY(SELECT held_role.role::text FROM role_grant held_role
        WHERE held_role.user_id = account.id AND held_role.held @> %(day)s::date) AS roles,
  ARRAY(SELECT held_role.unit_id FROM role_grant held_role
        WHERE held_role.user_id = account.id AND held_role.held @> %(day)s::date
          AND held_role.role = 'PENGELOLA_OPD') AS role_units,
  ARRAY(SELECT held_role.unit_id FROM role_grant held_role
        WHERE held_role.user_id = account.id AND held_role.held @> %(day)s::date
          AND held_role.role = 'ADMIN_SKM') AS survey_units,
  (SELECT count(*) FROM (SELECT FROM notification note
   WHERE note.user_id = account.id AND note.read_at IS NULL LIMIT 100) AS waiting) AS unread,
  city.id AS city_id, {city}
FROM {source} session
JOIN account ON account.id = session.user_id
LEFT JOIN employee person ON person.user_id = account.id
LEFT JOIN city ON city.id = 1
WHERE session.session_key = %(key)s AND session.expire_date > %(at)s
