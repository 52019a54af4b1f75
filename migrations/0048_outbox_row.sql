-- On a device, in a database of their own: rows that stay there until a command takes them, drafts.
-- body: the row as the sync writes it. cmd_id: the command that has taken it and is not answered
-- yet; should it be refused, the row is there again.
-- Why: a form that is filled in without a connection is sent once, whole.
-- Duration: instant. Offline clients: first version.

CREATE TABLE outbox_row (
  name {text} NOT NULL,
  id {id} NOT NULL,
  body {text} NOT NULL,
  cmd_id {id},
  PRIMARY KEY (name, id)
) {strict};
