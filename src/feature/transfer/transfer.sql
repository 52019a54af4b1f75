-- fragment: columns
-- What transfer_read() reads.
r.id, r.casefile_id, r.from_worker_id, r.to_team_id, r.to_agency_id, r.to_account_id, r.reason,
  r.words, r.state, r.asked_by, r.asked_at, r.answered_at, r.answer, b.name, coalesce(x.name, ''),
  coalesce(w.name, ''), coalesce(a.name, ''), t.name, g.name

-- fragment: joined
FROM transfer r
JOIN account b ON b.id = r.asked_by
JOIN team t ON t.id = r.to_team_id
JOIN agency g ON g.id = r.to_agency_id
LEFT JOIN account x ON x.id = r.answered_by
LEFT JOIN account w ON w.id = r.from_worker_id
LEFT JOIN account a ON a.id = r.to_account_id

-- query: transfer_insert
INSERT INTO transfer (id, casefile_id, from_worker_id, to_team_id, to_agency_id, to_account_id,
  reason, words, state, asked_by, asked_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9, $10);

-- query: transfer_item_insert
INSERT INTO transfer_item (id, transfer_id, casefile_id, place, kind, what, who, due)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- query: transfer_by_casefile
SELECT {columns}, '', '', '', ''
{joined}
WHERE r.casefile_id = $1 ORDER BY r.asked_at DESC, r.id DESC LIMIT 50;

-- query: transfer_received
-- scope: none, what is offered to the seat itself: to the person, the team or the agency; a case is
-- shown by what the asker put into the offer
-- scan: offers that wait are few, and are read whole behind their partial index
-- $1 scope of the seat, $2 account
SELECT {columns}, c.client_name, c.number, c.risk, c.pack
{joined}
JOIN casefile c ON c.id = r.casefile_id
WHERE r.state = 'asked' AND (r.to_account_id = $2
  OR (r.to_account_id IS NULL AND (r.to_team_id = $1 OR r.to_agency_id = $1)))
ORDER BY r.asked_at, r.id LIMIT 100;

-- query: transfer_sent
-- scan: as transfer_received
-- $1 account, $2 scope
SELECT {columns}, c.client_name, c.number, c.risk, c.pack
{joined}
JOIN casefile_visible v ON v.casefile_id = r.casefile_id AND v.scope_id = $2
JOIN casefile c ON c.id = v.casefile_id
WHERE r.asked_by = $1 AND r.state = 'asked'
ORDER BY r.asked_at, r.id LIMIT 100;

-- query: transfer_find
-- scope: none, transfer_load() asks whether it is offered to the seat, or whether the case is seen
SELECT {columns}, c.client_name, c.number, c.risk, c.pack
{joined}
JOIN casefile c ON c.id = r.casefile_id
WHERE r.id = $1;

-- query: transfer_items
SELECT i.id, i.kind, i.what, i.who, i.due, i.taken, i.remark
FROM transfer_item i WHERE i.casefile_id = $1 AND i.transfer_id = $2 ORDER BY i.place LIMIT 500;

-- query: transfer_item_set
UPDATE transfer_item SET taken = $4, remark = $5
WHERE casefile_id = $1 AND transfer_id = $2 AND id = $3;

-- query: transfer_set_state
-- Only while it is asked.
UPDATE transfer SET state = $3, answered_by = $4, answered_at = $5, answer = $6
WHERE casefile_id = $1 AND id = $2 AND state = 'asked';

-- query: transfer_places
-- Whom a case can be offered to: the people of its own team, then all teams. $1 the case's team
SELECT s.account_id, t.id, t.agency_id, a.name, t.name, g.name
FROM seat s JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL
JOIN team t ON t.id = s.team_id JOIN agency g ON g.id = t.agency_id
WHERE s.team_id = $1 AND s.ended_at IS NULL AND s.role IN ('worker', 'supervisor')
UNION ALL
SELECT NULL, t.id, t.agency_id, '', t.name, g.name FROM team t JOIN agency g ON g.id = t.agency_id
ORDER BY 4 DESC, 6, 5 LIMIT 1000;
