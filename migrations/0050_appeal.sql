-- Until when one can appeal, where a decision waits for approval.
-- Why: whoever asks to close a case tells the family until when it can appeal; that belongs to the decision.
-- Duration: instant. Offline clients: can still sync.

ALTER TABLE approval ADD COLUMN appeal_until {text} NOT NULL DEFAULT '';
