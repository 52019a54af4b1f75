-- A plan agreed on paper: the photo of the copy that was signed.
-- Why: what a family signed at the kitchen table counts as much as what it signed on the tablet.
-- Duration: instant. Offline clients: can still sync.

-- A file of a document of the case; the text of the copy stands beside it as ever.
ALTER TABLE plan_signature ADD COLUMN file_id {id} REFERENCES doc_file(id);
