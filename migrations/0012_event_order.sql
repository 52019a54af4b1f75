-- The journal by who, whom, what and when: each index ends in the id, as the one by case does.
-- Why: bulk work writes many events of one instant, and a page that begins inside them would sort
--   them all: 1.2 s with 115,000 events of one instant, 3 ms with the id in the index.
-- Duration: some seconds a million events. Offline clients: can still sync.

DROP INDEX event_by_person;
DROP INDEX event_by_account;
DROP INDEX event_by_kind;
DROP INDEX event_by_at;
CREATE INDEX event_by_person ON event(person_id, at, id) WHERE person_id IS NOT NULL;
CREATE INDEX event_by_account ON event(account_id, at, id);
CREATE INDEX event_by_kind ON event(kind, at, id);
CREATE INDEX event_by_at ON event(at, id);
