-- query: outbox_held
-- scope: none, all that a device holds is its owner's
-- scan: a device has a few hundred cases
SELECT (SELECT count(*) FROM casefile), (SELECT count(*) FROM person);
