-- fragment: columns
-- What referral_read() reads.
r.id, r.casefile_id, r.state, r.to_kind, r.to_team_id, r.to_agency_id, r.service_id,
       r.organization_id, r.sector, r.to_name, r.channel, r.urgency, r.consent_id, r.acknowledged_due,
       r.feedback_due, r.due, r.reason, r.outcome, r.attended, r.attended_on, r.waiting_until,
       r.stopped_at, r.created_by, r.created_at, r.sent_at, r.changed_at, r.version

-- fragment: case
-- Whose it is and who is to be asked: of the case, for both sides.
c.person_id, c.pack, c.state, c.worker_id, t.name, a.name, coalesce(w.name, ''), coalesce(w.phone, '')

-- fragment: case_joins
JOIN casefile c ON c.id = r.casefile_id
JOIN team t ON t.id = c.team_id
JOIN agency a ON a.id = c.agency_id
LEFT JOIN account w ON w.id = c.worker_id

-- fragment: mine
-- Sent to the actor's team, or to the agency as a whole; who works for all of an agency ($2 empty)
-- gets what came to any of its teams. $1 agency, $2 team
r.to_agency_id = $1 AND r.sent_at IS NOT NULL
  AND (r.to_team_id IS NULL OR r.to_team_id = coalesce($2, r.to_team_id))

-- query: referral_insert
INSERT INTO referral (id, casefile_id, state, to_kind, to_team_id, to_agency_id, service_id,
                      organization_id, sector, to_name, channel, urgency, acknowledged_due,
                      feedback_due, created_by, created_at, changed_at)
VALUES ($1, $2, 'draft', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15);

-- query: referral_set_draft
-- $1 referral, $2 version, $3 urgency, $4 channel, $5 sector, $6 and $7 due, $8 now
UPDATE referral SET urgency = $3, channel = $4, sector = $5, acknowledged_due = $6,
                    feedback_due = $7, changed_at = $8, version = version + 1
WHERE id = $1 AND version = $2 AND state = 'draft';

-- query: referral_set_state
-- $1 referral, $2 version, $3 state, $4 open, $5 due, $6 reason, $7 outcome, $8 attended,
-- $9 attended on, $10 waiting until, $11 sent at, $12 consent, $13 stopped at, $14 now
UPDATE referral SET state = $3, is_open = $4, due = $5, chased = 0, reason = $6, outcome = $7,
                    attended = $8, attended_on = $9, waiting_until = $10, sent_at = $11,
                    consent_id = $12, stopped_at = $13, changed_at = $14,
                    version = version + 1
WHERE id = $1 AND version = $2;

-- query: referral_by_id
-- Of a case that was loaded. $1 case, $2 referral
SELECT {columns}, {case}
FROM referral r {case_joins}
WHERE r.casefile_id = $1 AND r.id = $2;

-- query: referral_by_casefile
SELECT {columns}, {case}
FROM referral r {case_joins}
WHERE r.casefile_id = $1 ORDER BY r.created_at DESC, r.id DESC LIMIT 200;

-- query: referral_to_us
-- scope: none, the unit it was sent to is the scope: it sees the referral, never the case
-- $3 referral
SELECT {columns}, {case}
FROM referral r {case_joins}
WHERE r.id = $3 AND {mine};

-- query: referral_there
-- scope: none, one row by its own id: whether somebody asked for one that is not theirs
SELECT casefile_id FROM referral WHERE id = $1 AND sent_at IS NOT NULL;

-- query: referral_by_token
-- scope: none, the secret of a link is the scope: it opens this one referral, never the case
-- $1 hash, $2 now
SELECT {columns}, {case}, l.id, l.opened_n, l.ends_at
FROM referral_link l
JOIN referral r ON r.id = l.referral_id {case_joins}
WHERE l.token_hash = $1 AND l.revoked_at IS NULL AND l.ends_at > $2 AND r.sent_at IS NOT NULL
  AND r.stopped_at IS NULL AND r.state NOT IN ('cancelled', 'entered_in_error');

-- fragment: received
SELECT r.id, r.casefile_id, r.state, r.to_name, r.urgency, r.due, r.sent_at, r.waiting_until,
       a.name, coalesce(i.body, ''), t.name, ''
FROM referral r
JOIN casefile c ON c.id = r.casefile_id
JOIN team t ON t.id = c.team_id
JOIN agency a ON a.id = c.agency_id
LEFT JOIN referral_item i ON i.referral_id = r.id AND i.n = 0 AND i.what = 'name'
  AND r.is_open = 1

-- query: referral_received_new
-- scope: none, as referral_received_list
-- Those that nobody has answered, in the order of an index. $3 how many
{received}
WHERE {mine} AND r.is_open = 1 AND r.state = 'requested'
ORDER BY r.due NULLS LAST, r.id LIMIT $3;

-- query: referral_received_list
-- scope: none, the unit it was sent to is the scope; of the person there is what was shared
-- $3 open, $4 and $5 page
{received}
WHERE {mine} AND r.is_open = $3 AND r.state <> 'entered_in_error'
ORDER BY r.due NULLS LAST, r.id DESC LIMIT $4 OFFSET $5;

-- query: referral_sent_open
-- scan: as of those that ended
-- $1 scope, $2 and $3 page
SELECT r.id, r.casefile_id, r.state, r.to_name, r.urgency, r.due, r.sent_at, r.waiting_until,
       c.number, c.client_name, coalesce(w.name, ''), r.reason
FROM casefile_visible v
JOIN referral r ON r.casefile_id = v.casefile_id AND r.is_open = 1
JOIN casefile c ON c.id = r.casefile_id
LEFT JOIN account w ON w.id = c.worker_id
WHERE v.scope_id = $1
ORDER BY r.due NULLS LAST, r.id LIMIT $2 OFFSET $3;

-- query: referral_sent_ended
-- scan: of a large unit the planner may walk the referrals instead of the cases of the unit
-- Drafts too: what nobody sent is not forgotten. $1 scope, $2 and $3 page
SELECT r.id, r.casefile_id, r.state, r.to_name, r.urgency, r.due, r.sent_at, r.waiting_until,
       c.number, c.client_name, coalesce(w.name, ''), r.reason
FROM casefile_visible v
JOIN referral r ON r.casefile_id = v.casefile_id AND r.is_open = 0
JOIN casefile c ON c.id = r.casefile_id
LEFT JOIN account w ON w.id = c.worker_id
WHERE v.scope_id = $1
ORDER BY r.changed_at DESC, r.id DESC LIMIT $2 OFFSET $3;

-- query: referral_late
-- scope: none, the job chases what is late, whoever sent it
-- $1 today
SELECT {columns}, {case}
FROM referral r {case_joins}
WHERE r.is_open = 1 AND r.chased = 0 AND r.due < $1
ORDER BY r.due, r.id LIMIT 200;

-- query: referral_set_chased
-- $1 referral, $2 version
UPDATE referral SET chased = 1 WHERE id = $1 AND version = $2 AND chased = 0;

-- query: referral_item_insert
INSERT INTO referral_item (referral_id, n, kind, what, form, form_version, body)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- query: referral_item_delete
DELETE FROM referral_item WHERE referral_id = $1;

-- query: referral_items
SELECT kind, what, form, form_version, body FROM referral_item WHERE referral_id = $1 ORDER BY n;

-- query: referral_answer_insert
INSERT INTO referral_answer (id, referral_id, act, side, account_id, reason, words, on_day, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- query: referral_answers
SELECT h.act, h.side, coalesce(b.name, ''), h.reason, h.words, h.on_day, h.at
FROM referral_answer h LEFT JOIN account b ON b.id = h.account_id
WHERE h.referral_id = $1 ORDER BY h.at DESC, h.id DESC LIMIT 200;

-- query: referral_link_put
-- The same command again gives the same link another secret, as long as nobody opened it: what came
-- with the first answer may never have arrived. $1 link, $2 referral, $3 hash, $4 by, $5 now, $6 end
INSERT INTO referral_link (id, referral_id, token_hash, created_by, created_at, ends_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash
WHERE referral_link.opened_n = 0 AND referral_link.referral_id = excluded.referral_id;

-- query: referral_links
SELECT l.id, b.name, l.created_at, l.ends_at, l.revoked_at, coalesce(e.name, ''), l.opened_n,
       l.opened_at
FROM referral_link l
JOIN account b ON b.id = l.created_by
LEFT JOIN account e ON e.id = l.revoked_by
WHERE l.referral_id = $1 ORDER BY l.created_at DESC, l.id DESC LIMIT 50;

-- query: referral_link_revoke
-- $1 referral, $2 link, $3 by, $4 now
UPDATE referral_link SET revoked_at = $4, revoked_by = $3
WHERE referral_id = $1 AND id = $2 AND revoked_at IS NULL;

-- query: referral_link_revoke_all
-- All but one. $1 referral, $2 by, $3 now, $4 the one that stays
UPDATE referral_link SET revoked_at = $3, revoked_by = $2
WHERE referral_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $4;

-- query: referral_link_opened
UPDATE referral_link SET opened_n = opened_n + 1, opened_at = $2 WHERE id = $1;

-- query: referral_unit
-- A team with its agency, or an agency.
SELECT t.name, a.id, a.name FROM team t JOIN agency a ON a.id = t.agency_id WHERE t.id = $1
UNION ALL SELECT '', g.id, g.name FROM agency g WHERE g.id = $1;
