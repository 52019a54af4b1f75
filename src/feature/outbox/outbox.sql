-- query: outbox_held
-- scope: none, all that a device holds is its owner's
-- scan: a device has a few hundred cases
SELECT (SELECT count(*) FROM casefile), (SELECT count(*) FROM person);

-- query: outbox_here
-- scope: none, all that a device holds is its owner's
SELECT 1 FROM casefile WHERE id = $1
UNION ALL SELECT 1 FROM person WHERE id = $1
UNION ALL SELECT 1 FROM household WHERE id = $1
UNION ALL SELECT 1 FROM task WHERE id = $1
UNION ALL SELECT 1 FROM visit WHERE id = $1;
