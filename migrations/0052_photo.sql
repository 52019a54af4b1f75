-- Photos that are still to be made smaller, among the files that wait.
-- Why: it takes up to two seconds, which the request that brought them no longer waits for.
-- Duration: instant. Offline clients: can still sync.

ALTER TABLE doc_file ADD COLUMN large {bool} NOT NULL DEFAULT 0;
