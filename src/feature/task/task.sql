-- fragment: columns
t.id, t.casefile_id, t.account_id, t.title, t.detail, t.due, t.high, t.origin, t.origin_id,
       t.state, t.outcome, t.created_at, t.ended_at, t.version, t.repeat_n, t.repeat_unit,
       t.repeat_from

-- fragment: as_member
-- Of a case that the owner sees only as one of its team the own tasks are there too. $1 owner,
-- $2 scope, $5 today
LEFT JOIN casefile_visible v ON v.casefile_id = t.casefile_id AND v.scope_id = $2
LEFT JOIN member b ON b.casefile_id = t.casefile_id AND b.account_id = $1 AND b.ended_at IS NULL
  AND b.since <= $5 AND coalesce(b.until, $5) >= $5
LEFT JOIN casefile c ON c.id = coalesce(v.casefile_id, b.casefile_id)

-- query: task_insert
INSERT INTO task (id, casefile_id, title, detail, due, high, account_id, created_by, created_at,
                  origin, origin_id, repeat_n, repeat_unit, repeat_from, state)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'open');

-- query: task_find
-- Whoever it belongs to: task_load() then asks for the case, or for the owner.
SELECT {columns}, w.name, m.name, e.name,
       coalesce(c.client_name, ''), coalesce(c.number, ''), coalesce(c.risk, '')
FROM task t
JOIN account w ON w.id = t.account_id
JOIN account m ON m.id = t.created_by
LEFT JOIN account e ON e.id = t.ended_by
LEFT JOIN casefile c ON c.id = t.casefile_id
WHERE t.id = $1;

-- query: task_mine
-- $1 owner, $2 scope, $3 and $4 page, $5 today, $6 and $7 due from and before, $8 urgent only
SELECT {columns}, '', '', '', coalesce(c.client_name, ''), coalesce(c.number, ''),
       CASE WHEN v.casefile_id IS NULL THEN '' ELSE c.risk END
FROM task t
{as_member}
WHERE t.account_id = $1 AND t.state = 'open' AND (t.casefile_id IS NULL OR c.id IS NOT NULL)
  AND coalesce(t.due, '9999-12-32') >= $6 AND coalesce(t.due, '9999-12-32') < $7 AND t.high >= $8
ORDER BY t.due NULLS LAST, t.high DESC, t.id LIMIT $3 OFFSET $4;

-- fragment: due_columns
-- What a line of the day needs.
t.id, t.casefile_id, t.title, t.detail, t.due, t.high, coalesce(c.client_name, ''),
       coalesce(c.number, '')

-- query: task_due_own
-- In the order of an index, so that no more is read than is taken.
-- $1 owner, $2 scope, $3 until, $4 how many, $5 today, $6 from
SELECT {due_columns}, CASE WHEN v.casefile_id IS NULL THEN '' ELSE c.risk END, ''
FROM task t
{as_member}
WHERE t.account_id = $1 AND t.state = 'open' AND t.due <= $3 AND t.due >= $6
  AND (t.casefile_id IS NULL OR c.id IS NOT NULL)
ORDER BY t.due LIMIT $4;

-- query: task_due_team
-- scan: of a large unit the planner may walk the tasks by case instead of those of its people
-- Of who has a seat in the team, in cases; a task of one's own is nobody else's. Which ones is found
-- out before anything of them is read. $1 unit, $2 team, $3 until, $4 how many, $5 from
SELECT {due_columns}, c.risk, w.name
FROM (SELECT f.id FROM task f
      CROSS JOIN casefile_visible v
      WHERE v.casefile_id = f.casefile_id AND v.scope_id = $1 AND f.account_id IN (
              SELECT s.account_id FROM seat s WHERE s.team_id = $2 AND s.ended_at IS NULL)
        AND f.state = 'open' AND f.due <= $3 AND f.due >= $5
      ORDER BY f.due, f.id LIMIT $4) d
JOIN task t ON t.id = d.id
JOIN account w ON w.id = t.account_id
JOIN casefile c ON c.id = t.casefile_id
ORDER BY t.due, t.id;

-- query: task_team
-- scan: of a large unit the planner may walk the open tasks instead of the cases of the unit
-- $1 scope, $2 whose or nobody: everybody's, $3 and $4 page, $5 and $6 due from and before, $7 urgent only
SELECT {columns}, w.name, '', '',
       c.client_name, c.number, c.risk
FROM casefile_visible v
JOIN task t ON t.casefile_id = v.casefile_id AND t.state = 'open'
JOIN casefile c ON c.id = v.casefile_id
JOIN account w ON w.id = t.account_id
WHERE v.scope_id = $1 AND t.account_id = coalesce($2, t.account_id)
  AND coalesce(t.due, '9999-12-32') >= $5 AND coalesce(t.due, '9999-12-32') < $6 AND t.high >= $7
ORDER BY t.due NULLS LAST, t.high DESC, t.id LIMIT $3 OFFSET $4;

-- query: task_ended
-- $1 owner, $2 scope, $3 and $4 page, $5 today
SELECT {columns}, '', '', e.name, coalesce(c.client_name, ''), coalesce(c.number, ''),
       CASE WHEN v.casefile_id IS NULL THEN '' ELSE c.risk END
FROM task t
{as_member}
LEFT JOIN account e ON e.id = t.ended_by
WHERE t.account_id = $1 AND t.ended_at IS NOT NULL AND (t.casefile_id IS NULL OR c.id IS NOT NULL)
ORDER BY t.ended_at DESC, t.id DESC LIMIT $3 OFFSET $4;

-- query: task_by_casefile
SELECT {columns}, w.name, m.name, e.name, '', '', ''
FROM task t
JOIN account w ON w.id = t.account_id
JOIN account m ON m.id = t.created_by
LEFT JOIN account e ON e.id = t.ended_by
WHERE t.casefile_id = $1
ORDER BY CASE WHEN t.state = 'open' THEN 0 ELSE 1 END, t.ended_at DESC, t.due NULLS LAST,
         t.high DESC, t.id
LIMIT 200;

-- query: task_first
SELECT id, title, due FROM task WHERE casefile_id = $1 AND state = 'open'
ORDER BY due NULLS LAST, high DESC, id LIMIT 1;

-- query: task_people
-- Everybody who sees the case by a seat that has not ended, and its team. $1 case, $2 today
SELECT a.id, a.name
FROM casefile_scope cs
JOIN seat s ON s.scope_id = cs.scope_id AND s.ended_at IS NULL
  AND s.role IN ('worker', 'supervisor', 'coordinator')
JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
WHERE cs.casefile_id = $1
UNION
SELECT a.id, a.name
FROM member b
JOIN account a ON a.id = b.account_id AND a.disabled_at IS NULL
WHERE b.casefile_id = $1 AND b.ended_at IS NULL AND b.since <= $2 AND coalesce(b.until, $2) >= $2
ORDER BY 2, 1 LIMIT 100;

-- query: task_team_people
-- Who has a seat in the team.
SELECT DISTINCT a.id, a.name FROM seat s
JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
WHERE s.team_id = $1 AND s.ended_at IS NULL AND s.role IN ('worker', 'supervisor')
ORDER BY a.name, a.id LIMIT 200;

-- query: task_set_state
-- $1 task, $2 version, $3 state, $4 at, $5 by whom, $6 outcome, $7 repeats every so many
UPDATE task SET state = $3, ended_at = $4, ended_by = $5, outcome = $6, repeat_n = $7,
                version = version + 1
WHERE id = $1 AND version = $2;

-- query: task_set
-- $1 task, $2 version, $3 title, $4 detail, $5 due, $6 high, $7 owner, $8 to $10 how it repeats
UPDATE task SET title = $3, detail = $4, due = $5, high = $6, account_id = $7, repeat_n = $8,
                repeat_unit = $9, repeat_from = $10, version = version + 1
WHERE id = $1 AND version = $2;

-- query: task_stranded
-- Open tasks of the case whose owners have no seat any more that sees it, and are not in its team.
SELECT {columns}, '', '', '', '', '', ''
FROM task t
WHERE t.casefile_id = $1 AND t.state = 'open' AND NOT EXISTS (
  SELECT 1 FROM seat s
  JOIN casefile_scope cs ON cs.scope_id = s.scope_id AND cs.casefile_id = $1
  WHERE s.account_id = t.account_id AND s.ended_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM member b WHERE b.casefile_id = $1 AND b.account_id = t.account_id
                                           AND b.ended_at IS NULL)
ORDER BY t.id LIMIT 500;

-- query: task_worker
SELECT worker_id FROM casefile WHERE id = $1;

-- query: task_owner
-- $1 case, $2 whose it is when nobody works on the case
SELECT a.id, a.name, a.language FROM account a
WHERE a.id = coalesce((SELECT worker_id FROM casefile WHERE id = $1), $2);
