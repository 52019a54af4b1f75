-- Holds the number of a table that comes with another change.
-- Why: migrations are numbered without gaps. Delete this file when the real 0024 is there.
-- Duration: instant. Offline clients: can still sync.
UPDATE account SET name = name WHERE 1 = 0;
