-- fragment: readable
-- What is confidential does not leave the database for whom it is not. $2 reader, $3 reads all
(d.confidential = 0 OR d.account_id = $2 OR $3 = 1)

-- fragment: columns
-- What doc_read() reads.
d.id, d.casefile_id, d.account_id,
       CASE WHEN {readable} THEN d.kind ELSE '' END,
       CASE WHEN {readable} THEN d.title ELSE '' END,
       CASE WHEN {readable} THEN a.name ELSE '' END,
       CASE WHEN {readable} THEN d.expires_on ELSE NULL END,
       d.created_at, d.version, d.confidential,
       CASE WHEN {readable} THEN 0 ELSE 1 END

-- fragment: file_columns
-- What doc_file_read() reads.
f.id, f.doc_id, f.number, f.filename, f.type, f.size, f.state, a.name, f.at, f.large

-- query: doc_insert
INSERT INTO doc (id, casefile_id, kind, title, expires_on, confidential, origin, file_n,
                 account_id, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9);

-- query: doc_file_insert
INSERT INTO doc_file (id, doc_id, casefile_id, number, filename, type, size, hash, state,
                      account_id, at, large)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- query: doc_bytes
-- What all files of a case take. Those that were removed lie there for some days more, but make room.
SELECT CAST(coalesce(sum(f.size), 0) AS BIGINT) FROM doc_file f JOIN doc d ON d.id = f.doc_id
WHERE f.casefile_id = $1 AND f.erased_at IS NULL AND d.removed_at IS NULL;

-- query: doc_by_casefile
-- $1 case, $2 reader, $3 reads all, $4 and $5 page. The newest file of each.
SELECT {columns}, f.id, f.filename, f.type, f.size, f.state, f.number
FROM doc d JOIN account a ON a.id = d.account_id
           JOIN doc_file f ON f.doc_id = d.id AND f.number = d.file_n
WHERE d.casefile_id = $1 AND d.origin = 'case' AND d.removed_at IS NULL
ORDER BY d.id DESC LIMIT $4 OFFSET $5;

-- query: doc_find
-- $1 case, $2 reader, $3 reads all, $4 document
SELECT {columns}, f.id, f.filename, f.type, f.size, f.state, f.number
FROM doc d JOIN account a ON a.id = d.account_id
           JOIN doc_file f ON f.doc_id = d.id AND f.number = d.file_n
WHERE d.casefile_id = $1 AND d.id = $4 AND d.origin = 'case' AND d.removed_at IS NULL;

-- query: doc_by_file
-- $1 case, $2 reader, $3 reads all, $4 a file: its document, with just this version
SELECT {columns}, f.id, f.filename, f.type, f.size, f.state, f.number
FROM doc_file f JOIN doc d ON d.id = f.doc_id JOIN account a ON a.id = d.account_id
WHERE d.casefile_id = $1 AND f.id = $4 AND d.origin = 'case' AND d.removed_at IS NULL;

-- query: doc_file_by_doc
SELECT {file_columns} FROM doc_file f JOIN account a ON a.id = f.account_id
WHERE f.doc_id = $1 AND f.casefile_id = $2 ORDER BY f.number DESC LIMIT 100;

-- query: doc_file_find
SELECT {file_columns} FROM doc_file f JOIN account a ON a.id = f.account_id
WHERE f.doc_id = $1 AND f.casefile_id = $2 AND f.number = $3;

-- query: doc_file_of_answer
SELECT {file_columns}
FROM doc d JOIN doc_file f ON f.doc_id = d.id AND f.number = d.file_n
           JOIN account a ON a.id = f.account_id
WHERE d.casefile_id = $1 AND d.id = $2 AND d.origin IN ('form', 'draft') AND d.removed_at IS NULL;

-- query: doc_update
-- $7 version when the page was opened: one row, or somebody was quicker.
UPDATE doc SET kind = $3, title = $4, expires_on = $5, confidential = $6, version = version + 1
WHERE casefile_id = $1 AND id = $2 AND version = $7;

-- query: doc_renew
UPDATE doc SET file_n = $3, version = version + 1 WHERE casefile_id = $1 AND id = $2;

-- query: doc_remove
UPDATE doc SET removed_at = $3, removed_by = $4, removed_reason = $5, version = version + 1
WHERE casefile_id = $1 AND id = $2 AND removed_at IS NULL;

-- query: doc_bind
UPDATE doc SET record_id = $3 WHERE casefile_id = $1 AND id = $2;

-- query: doc_draft
-- Files of a form that is not sent yet.
SELECT id FROM doc WHERE record_id = $2 AND casefile_id = $1 AND origin = 'draft'
  AND removed_at IS NULL LIMIT 1000;

-- query: doc_answered
UPDATE doc SET origin = 'form' WHERE casefile_id = $1 AND id = $2;

-- query: doc_known
-- Whether a record names a file of the vault whose bytes are not to go.
-- scope: none, the sweep asks of files that no case has yet
SELECT 1 FROM doc_file WHERE id = $1 AND erased_at IS NULL;

-- query: doc_erasable
-- Bytes of documents that were removed before a day. $1 day, $2 how many
-- scope: none, the sweep works on all cases
-- scan: removed documents are few, and have an index of their own
SELECT f.id FROM doc d JOIN doc_file f ON f.doc_id = d.id
WHERE d.removed_at IS NOT NULL AND d.removed_at < $1 AND f.erased_at IS NULL
ORDER BY d.removed_at LIMIT $2;

-- query: doc_erased
-- scope: none, the sweep works on all cases
UPDATE doc_file SET erased_at = $2 WHERE id = $1;

-- query: doc_waiting
-- scope: none, the scanner looks at all cases
-- scan: the index holds only those that wait, which are few
SELECT {file_columns} FROM doc_file f JOIN account a ON a.id = f.account_id
WHERE f.state = 'waiting' ORDER BY f.at LIMIT 1;

-- query: doc_of_file
-- scope: none, the scanner looks at all cases
SELECT d.id, d.casefile_id, d.kind, d.title, d.confidential, d.account_id
FROM doc_file f JOIN doc d ON d.id = f.doc_id WHERE f.id = $1 AND f.state = 'waiting';

-- query: doc_checked
-- scope: none, the scanner looks at all cases
UPDATE doc_file SET state = $2, erased_at = $3, size = $4, large = 0 WHERE id = $1 AND state = 'waiting';
