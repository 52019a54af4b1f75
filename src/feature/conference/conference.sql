-- fragment: conferences
-- What conference_read() reads.
SELECT c.id, c.casefile_id, c.kind, c.held_on, c.starts, c.mode, c.place, c.purpose, c.summary,
       c.next_on, c.state, p.name, c.planned_at, coalesce(e.name, ''), c.ended_at, c.ended_why,
       c.version
FROM conference c
JOIN account p ON p.id = c.planned_by
LEFT JOIN account e ON e.id = c.ended_by

-- query: conference_list
{conferences}
WHERE c.casefile_id = $1 ORDER BY c.held_on DESC, c.id DESC LIMIT 200;

-- query: conference_find
{conferences}
WHERE c.casefile_id = $1 AND c.id = $2;

-- query: conference_attended
-- Those that an account was asked to: planned ones, and ended ones where they were present.
-- $1 case, $2 account
{conferences}
JOIN conference_participant q ON q.conference_id = c.id AND q.account_id = $2
WHERE c.casefile_id = $1 AND (c.state <> 'closed' OR q.presence = 'present')
ORDER BY c.held_on DESC, c.id DESC LIMIT 200;

-- query: conference_insert
INSERT INTO conference (id, casefile_id, kind, held_on, starts, mode, place, purpose, state,
                        planned_by, planned_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'planned', $9, $10);

-- query: conference_set
-- $1 case, $2 conference, $3 version
UPDATE conference SET kind = $4, held_on = $5, starts = $6, mode = $7, place = $8, purpose = $9,
                      version = version + 1
WHERE casefile_id = $1 AND id = $2 AND version = $3 AND state = 'planned';

-- query: conference_touch
-- Something in it changed. $1 case, $2 conference
UPDATE conference SET version = version + 1
WHERE casefile_id = $1 AND id = $2 AND state = 'planned';

-- query: conference_end
-- Closed or cancelled, once. $1 case, $2 conference, $3 version
UPDATE conference SET state = $4, summary = $5, next_on = $6, ended_by = $7, ended_at = $8,
                      ended_why = $9, version = version + 1
WHERE casefile_id = $1 AND id = $2 AND version = $3 AND state = 'planned';

-- query: conference_participant_insert
INSERT INTO conference_participant (id, conference_id, casefile_id, member_id, account_id, name,
                                    name_key, role, organization, presence)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT DO NOTHING;

-- query: conference_participant_set
-- $1 case, $2 conference, $3 participant
UPDATE conference_participant SET presence = $4
WHERE casefile_id = $1 AND conference_id = $2 AND id = $3;

-- query: conference_participant_delete
-- Somebody for whom an action was noted stays. $1 case, $2 conference, $3 participant
DELETE FROM conference_participant
WHERE casefile_id = $1 AND conference_id = $2 AND id = $3
  AND NOT EXISTS (SELECT 1 FROM conference_entry e
                  WHERE e.conference_id = $2 AND e.participant_id = $3);

-- query: conference_participant_list
-- The last but one: is in the team or sees the case, or has no part in either. $1 case,
-- $2 conference, $3 today
SELECT q.id, q.member_id, q.account_id, q.name, q.role, q.organization, q.presence,
       CASE WHEN q.member_id IS NULL AND q.account_id IS NULL THEN 1
            WHEN EXISTS (SELECT 1 FROM member m
                         WHERE m.casefile_id = $1 AND m.ended_at IS NULL AND m.since <= $3
                           AND coalesce(m.until, $3) >= $3
                           AND (m.id = q.member_id OR m.account_id = q.account_id)) THEN 1
            WHEN EXISTS (SELECT 1 FROM seat s
                         JOIN casefile_scope cs ON cs.scope_id = s.scope_id AND cs.casefile_id = $1
                         WHERE s.account_id = q.account_id AND s.ended_at IS NULL) THEN 1
            ELSE 0 END,
       coalesce(b.profession, '')
FROM conference_participant q
LEFT JOIN member b ON b.id = q.member_id AND b.casefile_id = q.casefile_id
WHERE q.casefile_id = $1 AND q.conference_id = $2
ORDER BY q.id LIMIT 100;

-- query: conference_entry_insert
INSERT INTO conference_entry (id, conference_id, casefile_id, kind, domain, what, reason,
                              alternatives, agreed, dissent, participant_id, due, account_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- query: conference_entry_delete
-- $1 case, $2 conference, $3 entry
DELETE FROM conference_entry
WHERE casefile_id = $1 AND conference_id = $2 AND id = $3 AND kind <> 'correction';

-- query: conference_entry_become
-- $1 case, $2 entry, $3 the record it became
UPDATE conference_entry SET record_id = $3 WHERE casefile_id = $1 AND id = $2;

-- query: conference_entry_list
-- $1 case, $2 conference
SELECT e.id, e.kind, e.domain, e.what, e.reason, e.alternatives, e.agreed, e.dissent,
       e.participant_id, coalesce(q.name, ''), e.due, e.record_id, a.name, e.at
FROM conference_entry e
JOIN account a ON a.id = e.account_id
LEFT JOIN conference_participant q ON q.id = e.participant_id AND q.casefile_id = e.casefile_id
WHERE e.casefile_id = $1 AND e.conference_id = $2
ORDER BY e.at, e.id LIMIT 300;
