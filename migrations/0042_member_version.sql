-- What a membership gives, and until when, can be changed.
-- Why: more time, or another part of the case, meant ending a membership and beginning it anew.
-- Duration: instant. Offline clients: can still sync.

ALTER TABLE member ADD COLUMN version {int} NOT NULL DEFAULT 1;
