-- query: report_case
-- scope: none, one row by its key, for counting only
SELECT c.state, c.phase, c.risk, c.area_id, c.opened_on, c.closed_on, f.area_id, f.phase, f.risk
FROM casefile c LEFT JOIN figure_case f ON f.casefile_id = c.id WHERE c.id = $1;

-- query: report_closure
-- Why the case was closed, the last time.
SELECT reason FROM closure WHERE casefile_id = $1 AND state = 'closed'
ORDER BY asked_at DESC LIMIT 1;

-- query: report_steps
-- The steps of a phase that have a date, for counting only.
SELECT due, state, done_at FROM casefile_step
WHERE casefile_id = $1 AND phase = $2 AND due IS NOT NULL;

-- query: report_case_set
INSERT INTO figure_case (casefile_id, area_id, phase, risk) VALUES ($1, $2, $3, $4)
ON CONFLICT (casefile_id) DO UPDATE
SET area_id = excluded.area_id, phase = excluded.phase, risk = excluded.risk;

-- query: report_delta
INSERT INTO figure_delta (id, kind, area_id, cell, n) VALUES ($1, $2, $3, $4, $5);

-- query: report_deltas
-- scan: the table holds what came since the last fold, seconds ago
SELECT id, kind, area_id, cell, n FROM figure_delta LIMIT $1;

-- query: report_delta_delete
DELETE FROM figure_delta WHERE id = $1;

-- query: report_figure_add
INSERT INTO figure (kind, area_id, cell, n) VALUES ($1, $2, $3, $4)
ON CONFLICT (kind, area_id, cell) DO UPDATE SET n = figure.n + excluded.n;

-- query: report_cells
-- scan: as many rows as there are cells; deltas wait for seconds only
SELECT kind, area_id, cell, CAST(SUM(n) AS BIGINT) FROM (
  SELECT kind, area_id, cell, n FROM figure
  UNION ALL SELECT kind, area_id, cell, n FROM figure_delta
) AS cells GROUP BY kind, area_id, cell ORDER BY kind, area_id, cell;

-- query: report_areas
SELECT id, name FROM area ORDER BY name, id;
