-- Pages that somebody wants as a PDF: asked for by a worker, made by the jobs process, gone within the hour.
-- Why: WeasyPrint takes a second, which no request waits for. Page and PDF lie sealed in the vault.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE print (
  id {id} PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account(id), -- who asked, and alone gets it
  casefile_id {id} REFERENCES casefile(id),
  page {text} NOT NULL, -- its address
  title {text} NOT NULL,
  state {text} NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'large')),
  html_id {id} NOT NULL, -- in the vault
  pdf_id {id},
  pdf_size {int} NOT NULL DEFAULT 0,
  at {instant} NOT NULL
) {strict};
CREATE INDEX print_by_at ON print(at);
CREATE INDEX print_waiting ON print(at) WHERE state = 'waiting';
