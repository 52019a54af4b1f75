-- Whose case a deadline is in, beside the deadline.
-- Why: the page of the day shows what is due to one worker or one team, and must cost what it shows, not what they have.
-- Duration: a second for each 500,000 deadlines. Offline clients: can still sync.

ALTER TABLE deadline ADD COLUMN worker_id {id} REFERENCES account(id);
ALTER TABLE deadline ADD COLUMN team_id {id} REFERENCES team(id);
UPDATE deadline SET worker_id = (SELECT c.worker_id FROM casefile c WHERE c.id = deadline.casefile_id),
                    team_id = (SELECT c.team_id FROM casefile c WHERE c.id = deadline.casefile_id);
CREATE INDEX deadline_by_worker ON deadline(worker_id, due_on) WHERE state = 'open';
CREATE INDEX deadline_by_team ON deadline(team_id, due_on) WHERE state = 'open';
