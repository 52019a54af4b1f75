-- Which forms a decision rests on, where it waits for approval.
-- Why: whoever asks names them, and they belong to the decision that comes of it.
-- Duration: instant. Offline clients: can still sync.

ALTER TABLE approval ADD COLUMN rests_on {text} NOT NULL DEFAULT ''; -- ids, with blanks between
