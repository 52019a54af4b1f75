-- Two indexes say which case a row is of, so that the row itself need not be read.
-- Why: the page of the day looks at all tasks of a team that are due, and at all cases of a worker for what their
-- plans ask, and shows a few of them.
-- Duration: a second for each 300,000 tasks and cases. Offline clients: can still sync.

DROP INDEX task_by_account;
CREATE INDEX task_by_account ON task(account_id, state, due, casefile_id);
DROP INDEX casefile_by_worker;
CREATE INDEX casefile_by_worker ON casefile(worker_id, state, next_due, id);
