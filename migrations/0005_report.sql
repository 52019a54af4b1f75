-- Counters for the figures: no page ever counts cases.
-- Why: figures with little lag must cost the same at a million cases as at ten.
-- Duration: one pass over the cases that are there. Offline clients: not on devices.

-- One row a cell; area_id NULL never happens, cases without area count under the nil id.
CREATE TABLE figure (
  kind {text} NOT NULL,
  area_id {id} NOT NULL,
  cell {text} NOT NULL,
  n {int} NOT NULL,
  PRIMARY KEY (kind, area_id, cell)
) {strict};

-- Written with the change itself, so that nothing is counted that did not happen; folded by jobs.
CREATE TABLE figure_delta (
  id {id} PRIMARY KEY,
  kind {text} NOT NULL,
  area_id {id} NOT NULL,
  cell {text} NOT NULL,
  n {int} NOT NULL
) {strict};

-- How a case is counted at present.
CREATE TABLE figure_case (
  casefile_id {id} PRIMARY KEY REFERENCES casefile(id),
  area_id {id} NOT NULL,
  phase {text} NOT NULL,
  risk {text} NOT NULL
) {strict};
