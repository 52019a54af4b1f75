-- query: install_programmes
-- The programmes that there is work for.
-- scope: none, only names of programmes
-- scan: once at the start; an index would be kept up with every case for that alone
SELECT c.pack FROM casefile c WHERE c.state = 'open'
UNION SELECT i.programme FROM intake i WHERE i.state = 'open' AND i.programme <> ''
ORDER BY 1;
