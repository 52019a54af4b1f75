-- A unit may see a case because it was shared with it, not because it works on it.
-- Why: when a case changes hands, only what followed from the hands may go.
-- Duration: instant. Offline clients: can still sync.

ALTER TABLE casefile_scope ADD COLUMN granted {int} NOT NULL DEFAULT 0;
