-- fragment: events
-- Who did what to which record, and no payload.
SELECT e.id, e.position, e.kind, e.subject_id, e.casefile_id, e.person_id, e.about, e.role,
       e.confidential, e.at, a.login, a.name, f.number, p.erased_at,
       e.account_id
FROM event e
LEFT JOIN account a ON a.id = e.account_id
LEFT JOIN casefile f ON f.id = e.casefile_id
LEFT JOIN event_payload p ON p.event_id = e.id

-- fragment: page
-- An index backwards, from one event on: $1 the first instant, $2 and $3 the event to begin
-- before (its time and id), $4 how many. A query with a key has it as $5.
e.at >= $1 AND (e.at, e.id) < ($2, $3)
ORDER BY e.at DESC, e.id DESC LIMIT $4

-- query: admin_journal_by_at
-- scope: none, the auditor sees who did what to which record, and no payload
{events}
WHERE {page};

-- query: admin_journal_by_kind
-- scope: none, the auditor sees who did what to which record, and no payload
{events}
WHERE e.kind = $5 AND {page};

-- query: admin_journal_by_account
-- scope: none, the auditor sees who did what to which record, and no payload
{events}
WHERE e.account_id = $5 AND {page};

-- query: admin_journal_by_casefile
-- What happened and who looked stand in two indexes: the newest of each, then of both.
-- scope: none, the auditor sees who did what to which record, and no payload
SELECT e.id, e.position, e.kind, e.subject_id, e.casefile_id, e.person_id, e.about, e.role,
       e.confidential, e.at, a.login, a.name, f.number, p.erased_at,
       e.account_id
FROM (
  SELECT id FROM (SELECT id FROM event
                  WHERE casefile_id = $5 AND flags <> 0 AND at >= $1 AND (at, id) < ($2, $3)
                  ORDER BY at DESC, id DESC LIMIT $4) AS happened
  UNION ALL
  SELECT id FROM (SELECT id FROM event
                  WHERE casefile_id = $5 AND flags = 0 AND at >= $1 AND (at, id) < ($2, $3)
                  ORDER BY at DESC, id DESC LIMIT $4) AS looked
) k
JOIN event e ON e.id = k.id
LEFT JOIN account a ON a.id = e.account_id
LEFT JOIN casefile f ON f.id = e.casefile_id
LEFT JOIN event_payload p ON p.event_id = e.id
ORDER BY e.at DESC, e.id DESC LIMIT $4;

-- query: admin_journal_by_person
-- scope: none, the auditor sees who did what to which record, and no payload
{events}
WHERE e.person_id = $5 AND {page};

-- query: admin_journal_point
-- scope: none, where a page of the journal begins
SELECT at, id FROM event WHERE id = $1;

-- query: admin_journal_point_at
-- scope: none, where a page of the journal begins
SELECT at, id FROM event WHERE position = $1;

-- query: admin_journal_account
SELECT id FROM account WHERE login = $1;

-- query: admin_journal_casefile
-- scope: none, the number of a case leads to its events, not to the case
SELECT id FROM casefile WHERE number = $1;
