-- Tasks that come again.
-- Why: a call every Monday is one task that comes again when it was done, not fifty.
-- Duration: instant. Offline clients: can still sync.

ALTER TABLE task ADD COLUMN repeat_n {int} NOT NULL DEFAULT 0; -- every so many units; 0: once
ALTER TABLE task ADD COLUMN repeat_unit {text} NOT NULL DEFAULT ''; -- days, weeks, months
ALTER TABLE task ADD COLUMN repeat_from {date}; -- the day it is counted from: a 31st stays the last of a month
