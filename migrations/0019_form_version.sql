-- Forms of packs as they were in use, each with its version.
-- Why: an open draft stays on its version, and a record is read with the questions it answered.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE form_version ( -- grows
  programme {text} NOT NULL, -- name of the pack
  form {text} NOT NULL,
  version {text} NOT NULL,
  digest {text} NOT NULL, -- SHA-256 of the definition
  definition {text} NOT NULL, -- its files, as JSON
  stored_at {instant} NOT NULL,
  PRIMARY KEY (programme, form, version)
) {strict};
