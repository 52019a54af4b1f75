-- fragment: columns
-- What entry_read() reads. The text of what is confidential does not leave the database for whom it
-- is not. $3 reader, $4 reads all
e.kind, e.about, e.at, a.name, e.flags, e.confidential,
       CASE WHEN e.confidential = 0 OR e.account_id = $3 OR $4 = 1 THEN 0 ELSE 1 END,
       CASE WHEN e.confidential = 0 OR e.account_id = $3 OR $4 = 1 THEN p.body ELSE '' END,
       p.erased_at, e.id

-- fragment: wanted
-- Under a filter ($2 other than 1, "all") what is confidential is not there at all: that would tell
-- what kind of thing it is.
e.flags <> 0 AND (e.flags & $2) <> 0
  AND ($2 = 1 OR e.confidential = 0 OR e.account_id = $3 OR $4 = 1)

-- query: timeline_events
-- $1 case, $2 flags, $3 reader, $4 reads all, $5 limit, $6 offset
SELECT {columns}
FROM event e
LEFT JOIN event_payload p ON p.event_id = e.id
LEFT JOIN account a ON a.id = e.account_id
WHERE e.casefile_id = $1 AND {wanted}
ORDER BY e.at DESC, e.id DESC LIMIT $5 OFFSET $6;

-- query: timeline_chronology
-- Of all cases of the person that the reader may see, from the first on.
-- $1 person, $2 flags, $3 reader, $4 reads all, $5 limit, $6 scope, $7 and $8 after this time and
-- event, $9 before this time
SELECT {columns}, c.id, c.number, c.pack, t.name, g.name
FROM casefile c
JOIN casefile_visible v ON v.casefile_id = c.id AND v.scope_id = $6
JOIN team t ON t.id = c.team_id
JOIN agency g ON g.id = c.agency_id
JOIN event e ON e.casefile_id = c.id
LEFT JOIN event_payload p ON p.event_id = e.id
LEFT JOIN account a ON a.id = e.account_id
WHERE c.person_id = $1 AND {wanted}
  AND (e.at, e.id) > ($7, $8) AND e.at < $9
ORDER BY e.at, e.id LIMIT $5;

-- query: timeline_contacts
-- What other than notes tells of a contact, by the day it was sent. $1 case, $2 from
SELECT e.about, e.at, a.name FROM event e
LEFT JOIN account a ON a.id = e.account_id
WHERE e.casefile_id = $1 AND e.flags <> 0 AND (e.flags & 2) <> 0 AND e.confidential = 0
  AND e.at >= $2 AND e.kind <> 'note.added'
ORDER BY e.at DESC, e.id DESC LIMIT 400;

-- query: timeline_looks
-- Who changed the case saw it as well: a change is one look more, of the case as a whole.
-- Who asked for it and was refused stands there too.
-- $1 case, $2 microseconds east of UTC, $3 limit
SELECT l.account_id, a.name, l.role, l.route, l.first_at, l.last_at, l.day, l.n, l.denied
FROM (
  SELECT e.account_id, e.role, e.route, e.denied, MIN(e.at) AS first_at, MAX(e.at) AS last_at,
         (e.at + $2) / 86400000000 AS day, COUNT(*) AS n
  FROM (
    SELECT account_id, role, about AS route, at,
           CASE WHEN kind = 'casefile.denied' THEN 1 ELSE 0 END AS denied FROM event
    WHERE casefile_id = $1 AND flags = 0 AND kind IN ('casefile.viewed', 'casefile.denied')
    UNION ALL
    SELECT account_id, role, '/cases/:case', at, 0 FROM event
    WHERE casefile_id = $1 AND flags <> 0 AND account_id IS NOT NULL
  ) e
  GROUP BY e.account_id, e.role, e.route, e.denied, (e.at + $2) / 86400000000
) l LEFT JOIN account a ON a.id = l.account_id
ORDER BY l.day DESC, l.last_at DESC LIMIT $3;

-- query: timeline_fresh_looks
-- From the journal of reads, which may be another database: without names. $1 case, $2 limit
SELECT account_id, role, route, at, CASE WHEN noun = 'casefile.denied' THEN 1 ELSE 0 END
FROM access_read
WHERE casefile_id = $1 AND noun IN ('casefile', 'casefile.denied') ORDER BY id DESC LIMIT $2;

-- query: timeline_account_name
SELECT name FROM account WHERE id = $1;
