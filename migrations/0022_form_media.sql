-- Pictures and sounds that forms show, each once, by its content.
-- Why: an old draft or record shows what its version of the form showed, after the pack has another.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE form_media ( -- grows
  digest {text} PRIMARY KEY, -- SHA-256 of the bytes
  kind {text} NOT NULL, -- "image/png"
  bytes {blob} NOT NULL,
  stored_at {instant} NOT NULL
) {strict};
