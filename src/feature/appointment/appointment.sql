-- fragment: columns
-- What appointment_read() reads first.
a.id, a.casefile_id, a.account_id, a.mode, a.place, a.title, a.starts_at, a.ends_at, a.state,
       a.reason, a.words, a.moved_n, a.version, a.created_at, a.changed_at

-- query: appointment_insert
INSERT INTO appointment (id, casefile_id, account_id, mode, place, title, starts_at, ends_at, state,
                         created_by, created_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'planned', $9, $10, $10);

-- query: appointment_find
SELECT {columns}, w.name, w.phone, m.name, c.client_name, c.number, c.pack, 0
FROM appointment a
JOIN account w ON w.id = a.account_id
JOIN account m ON m.id = a.created_by
JOIN casefile c ON c.id = a.casefile_id
WHERE a.casefile_id = $1 AND a.id = $2;

-- query: appointment_by_casefile
SELECT {columns}, w.name, w.phone, '', '', '', '', 0
FROM appointment a
JOIN account w ON w.id = a.account_id
WHERE a.casefile_id = $1
ORDER BY CASE WHEN a.state = 'planned' THEN a.starts_at ELSE 9223372036854775807 END,
         a.starts_at DESC, a.id
LIMIT 200;

-- query: appointment_next
-- $1 case, $2 how many
SELECT {columns}, w.name, w.phone, '', '', '', '', 0
FROM appointment a
JOIN account w ON w.id = a.account_id
WHERE a.casefile_id = $1 AND a.state = 'planned'
ORDER BY a.starts_at, a.id LIMIT $2;

-- query: appointment_mine
-- $1 account, $2 scope, $3 from, $4 until, $5 how many
SELECT {columns}, w.name, w.phone, '', c.client_name, c.number, c.pack, 0
FROM appointment a
JOIN account w ON w.id = a.account_id
JOIN casefile_visible v ON v.casefile_id = a.casefile_id AND v.scope_id = $2
JOIN casefile c ON c.id = v.casefile_id
WHERE a.account_id = $1 AND a.starts_at >= $3 AND a.starts_at < $4
ORDER BY a.starts_at, a.id LIMIT $5;

-- query: appointment_covered
-- Of a colleague who is away. What the case is about only where the cover sees the case.
-- $1 account, $2 scope, $3 from, $4 until, $5 how many
SELECT a.id, CASE WHEN v.casefile_id IS NULL THEN NULL ELSE a.casefile_id END, a.account_id, a.mode,
       CASE WHEN v.casefile_id IS NULL THEN '' ELSE a.place END,
       CASE WHEN v.casefile_id IS NULL THEN '' ELSE a.title END,
       a.starts_at, a.ends_at, a.state, '', '', a.moved_n, a.version, a.created_at, a.changed_at,
       w.name, w.phone, '', coalesce(c.client_name, ''), coalesce(c.number, ''),
       coalesce(c.pack, ''), 1
FROM absence b
JOIN appointment a ON a.account_id = b.account_id AND a.starts_at >= $3 AND a.starts_at < $4
  AND a.starts_at >= b.from_at AND a.starts_at < b.until_at
JOIN account w ON w.id = a.account_id
LEFT JOIN casefile_visible v ON v.casefile_id = a.casefile_id AND v.scope_id = $2
LEFT JOIN casefile c ON c.id = v.casefile_id
WHERE b.cover_id = $1 AND b.until_at > $3 AND b.from_at < $4 AND b.voided_at IS NULL
ORDER BY a.starts_at, a.id LIMIT $5;

-- query: appointment_feed
-- Of cases that some seat of the account sees. $1 account, $2 from, $3 until, $4 how many
SELECT {columns}, w.name, w.phone, '', c.client_name, c.number, c.pack, 0
FROM appointment a
JOIN account w ON w.id = a.account_id
JOIN casefile c ON c.id = a.casefile_id
WHERE a.account_id = $1 AND a.starts_at >= $2 AND a.starts_at < $3 AND EXISTS (
  SELECT 1 FROM seat s
  JOIN casefile_scope cs ON cs.scope_id = s.scope_id AND cs.casefile_id = a.casefile_id
  WHERE s.account_id = $1 AND s.ended_at IS NULL)
ORDER BY a.starts_at, a.id LIMIT $4;

-- query: appointment_visible
-- scan: of a large unit the planner may walk the appointments instead of the cases of the unit
-- $1 scope, $2 from, $3 until, $4 how many
SELECT {columns}, w.name, w.phone, '', c.client_name, c.number, c.pack, 0
FROM casefile_visible v
JOIN appointment a ON a.casefile_id = v.casefile_id AND a.starts_at >= $2 AND a.starts_at < $3
JOIN account w ON w.id = a.account_id
JOIN casefile c ON c.id = v.casefile_id
WHERE v.scope_id = $1
ORDER BY a.starts_at, a.id LIMIT $4;

-- query: appointment_clashes
-- scope: none, only the times of somebody whom the actor gives an appointment to
-- $1 account, $2 a day before, $3 from, $4 until, $5 but this one
SELECT a.starts_at, a.ends_at FROM appointment a
WHERE a.account_id = $1 AND a.starts_at > $2 AND a.starts_at < $4 AND a.ends_at > $3
  AND a.state = 'planned' AND a.id <> $5
ORDER BY a.starts_at LIMIT 3;

-- query: appointment_away
-- $1 account, $2 from, $3 until
SELECT from_at, until_at FROM absence
WHERE account_id = $1 AND until_at > $2 AND from_at < $3 AND voided_at IS NULL
ORDER BY from_at LIMIT 1;

-- query: appointment_set
-- Only as it was seen.
UPDATE appointment SET account_id = $4, mode = $5, place = $6, title = $7, starts_at = $8,
  ends_at = $9, moved_n = $10, changed_at = $11, version = version + 1
WHERE casefile_id = $1 AND id = $2 AND version = $3;

-- query: appointment_set_state
UPDATE appointment SET state = $4, reason = $5, words = $6, changed_at = $7, version = version + 1
WHERE casefile_id = $1 AND id = $2 AND version = $3;

-- query: appointment_move_insert
INSERT INTO appointment_move (id, appointment_id, casefile_id, was_starts_at, was_ends_at, reason,
                              moved_by, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query: appointment_moves
SELECT m.was_starts_at, m.was_ends_at, m.at, m.reason, w.name
FROM appointment_move m JOIN account w ON w.id = m.moved_by
WHERE m.casefile_id = $1 AND m.appointment_id = $2 ORDER BY m.at DESC, m.id DESC LIMIT 50;

-- query: appointment_person_insert
-- Only people of the case.
INSERT INTO appointment_person (appointment_id, person_id)
SELECT $1, p.id FROM person p
WHERE p.id = $3 AND (EXISTS (SELECT 1 FROM casefile c WHERE c.id = $2 AND c.person_id = p.id)
  OR EXISTS (SELECT 1 FROM casefile_person cp WHERE cp.casefile_id = $2 AND cp.person_id = p.id))
ON CONFLICT DO NOTHING;

-- query: appointment_person_clear
DELETE FROM appointment_person WHERE appointment_id = $1;

-- query: appointment_people
SELECT person_id FROM appointment_person WHERE appointment_id = $1 ORDER BY person_id;

-- query: appointment_cancel_all
-- $1 case, $2 now
UPDATE appointment SET state = 'cancelled', reason = 'us', changed_at = $2, version = version + 1
WHERE casefile_id = $1 AND state = 'planned';

-- query: appointment_hand_on
-- What people without a seat that sees the case had planned is kept by its worker. $1 case, $2 now
UPDATE appointment SET account_id = (SELECT worker_id FROM casefile WHERE id = $1),
  changed_at = $2, version = version + 1
WHERE casefile_id = $1 AND state = 'planned'
  AND (SELECT worker_id FROM casefile WHERE id = $1) IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM seat s
    JOIN casefile_scope cs ON cs.scope_id = s.scope_id AND cs.casefile_id = $1
    WHERE s.account_id = appointment.account_id AND s.ended_at IS NULL);
