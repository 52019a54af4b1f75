-- Whose device it is, as the server said at the last contact.
-- Why: name, rights and settings must be known without a connection.
-- Duration: instant. Offline clients: first version.

ALTER TABLE outbox_mark ADD COLUMN owner {text} NOT NULL DEFAULT '';
