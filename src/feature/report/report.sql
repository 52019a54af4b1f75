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

-- What an hour's job counts anew, over all cases: kind "measure:PACK:MEASURE:PARAMETER". $1 stands for
-- no area everywhere.

-- query: report_measure_forget
DELETE FROM figure WHERE kind >= 'measure:' AND kind < 'measure;';

-- query: report_measure_clock
-- scan: all that ran, once an hour
-- scope: none, for counting only
-- Deadlines that were met, by their end or later, and those that are late now; while one stands still
-- it is not late. What ended because the case did counts for neither. $2 now
INSERT INTO figure (kind, area_id, cell, n)
SELECT 'measure:' || d.pack || ':clock_in_time:' || d.clock, coalesce(c.area_id, $1),
       CASE WHEN d.state = 'met' AND (d.due_at IS NULL OR d.over_at <= d.due_at) THEN 'in_time'
            ELSE 'late' END, count(*)
FROM deadline d JOIN casefile c ON c.id = d.casefile_id
WHERE d.state = 'met' OR (d.state = 'open' AND d.due_at < $2)
GROUP BY 1, 2, 3;

-- query: report_measure_approval
-- scan: all that were decided, once an hour
-- scope: none, for counting only
-- From asking to the answer, a yes or a no.
INSERT INTO figure (kind, area_id, cell, n)
SELECT 'measure:' || c.pack || ':approval_hours:' || a.kind, coalesce(c.area_id, $1),
       CASE WHEN a.decided_at - a.asked_at <= 24 * 3600000000 THEN '0-24'
            WHEN a.decided_at - a.asked_at <= 48 * 3600000000 THEN '25-48'
            WHEN a.decided_at - a.asked_at <= 72 * 3600000000 THEN '49-72' ELSE '73+' END, count(*)
FROM approval a JOIN casefile c ON c.id = a.casefile_id
WHERE a.state IN ('approved', 'refused')
GROUP BY 1, 2, 3;

-- query: report_measure_contact
-- scan: all open cases, once an hour
-- scope: none, for counting only
-- Cases that were open for the last thirty days, by the contacts recorded in them; what was tried
-- in vain is none. $2 thirty days ago
INSERT INTO figure (kind, area_id, cell, n)
SELECT 'measure:' || t.pack || ':contacts_a_month:', t.area_id,
       CASE t.contacts WHEN 0 THEN '0' WHEN 1 THEN '1' WHEN 2 THEN '2' WHEN 3 THEN '3'
            ELSE '4+' END, count(*)
FROM (SELECT c.id, c.pack AS pack, coalesce(c.area_id, $1) AS area_id, count(e.id) AS contacts
      FROM casefile c
      LEFT JOIN event e ON e.casefile_id = c.id AND e.flags <> 0 AND (e.flags & 2) <> 0
        AND e.kind <> 'note.attempted' AND e.at >= $2
      WHERE c.state = 'open' AND c.opened_at <= $2
      GROUP BY c.id, c.pack, c.area_id) t
GROUP BY 1, 2, 3;

-- query: report_measure_duration
-- scan: all closed cases, once an hour
-- scope: none, for counting only
-- From the opening to the closing that still counts, in days of 24 hours.
INSERT INTO figure (kind, area_id, cell, n)
SELECT 'measure:' || c.pack || ':duration:', coalesce(c.area_id, $1),
       CASE WHEN k.decided_at - c.opened_at <= 30 * 86400000000 THEN '0-30'
            WHEN k.decided_at - c.opened_at <= 90 * 86400000000 THEN '31-90'
            WHEN k.decided_at - c.opened_at <= 180 * 86400000000 THEN '91-180'
            ELSE '181+' END, count(*)
FROM closure k JOIN casefile c ON c.id = k.casefile_id
WHERE k.state = 'closed' AND k.reopened_at IS NULL
GROUP BY 1, 2, 3;

-- query: report_measure_again
-- scan: all that ended, once an hour
-- scope: none, for counting only
-- Closings that are so old, and whether the case was opened again, or another one for the same person,
-- within that time. $2 the time ago, $3 the time, $4 its name in the packs
INSERT INTO figure (kind, area_id, cell, n)
SELECT 'measure:' || c.pack || ':re_referral:' || $4, coalesce(c.area_id, $1),
       CASE WHEN k.reopened_at <= k.decided_at + $3
              OR EXISTS (SELECT 1 FROM casefile o WHERE o.person_id = c.person_id AND o.id <> c.id
                         AND o.opened_at > k.decided_at AND o.opened_at <= k.decided_at + $3)
            THEN 'again' ELSE 'not_again' END, count(*)
FROM closure k JOIN casefile c ON c.id = k.casefile_id
WHERE k.state = 'closed' AND k.decided_at <= $2
GROUP BY 1, 2, 3;
