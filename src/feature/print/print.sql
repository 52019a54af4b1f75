-- fragment: columns
-- What print_read() reads.
p.id, p.account_id, p.casefile_id, p.page, p.title, p.state, p.html_id, p.pdf_id, p.pdf_size, p.at

-- query: print_insert
INSERT INTO print (id, account_id, casefile_id, page, title, state, html_id, at)
VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7);

-- query: print_find
-- $1 print, $2 who asked, $3 since when
-- scope: none, only who asked has it, and the page is loaded again before it is given
SELECT {columns} FROM print p WHERE p.id = $1 AND p.account_id = $2 AND p.at >= $3;

-- query: print_waiting
-- scope: none, the jobs process works for all
-- scan: the index holds only those that wait, which are few
SELECT {columns} FROM print p WHERE p.state = 'waiting' ORDER BY p.at LIMIT 1;

-- query: print_end
-- scope: none, the jobs process works for all
UPDATE print SET state = $2, pdf_id = $3, pdf_size = $4 WHERE id = $1 AND state = 'waiting';

-- query: print_forget
-- scope: none, the jobs process works for all
-- scan: the table never holds more than the prints of an hour
DELETE FROM print WHERE at < $1;
