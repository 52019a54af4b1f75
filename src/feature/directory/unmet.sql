-- query: unmet_insert
-- Nothing happens when the need is written down already and still open.
INSERT INTO unmet_need (id, casefile_id, need, reason, area_id, remark, account_id, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING;

-- query: unmet_by_casefile
SELECT u.id, u.need, u.reason, u.area_id, a.name, u.remark, w.name, u.at, u.ended_at, u.ended_how
FROM unmet_need u LEFT JOIN area a ON a.id = u.area_id JOIN account w ON w.id = u.account_id
WHERE u.casefile_id = $1
ORDER BY CASE WHEN u.ended_at IS NULL THEN 0 ELSE 1 END, u.at DESC, u.id LIMIT 100;

-- query: unmet_end
UPDATE unmet_need SET ended_at = $3, ended_by = $4, ended_how = $5
WHERE casefile_id = $1 AND id = $2 AND ended_at IS NULL;

-- query: unmet_count_needs
-- Cases by need since a moment; what was written in error is left out. $2: 0 for all areas
-- scope: none, counts for figures
SELECT need, count(DISTINCT casefile_id) FROM unmet_need
WHERE at >= $1 AND ended_how <> 'error' AND ($2 = 0 OR area_id = $3) GROUP BY need ORDER BY need;

-- query: unmet_count_reasons
-- The same by reason.
-- scope: none, counts for figures
SELECT reason, count(DISTINCT casefile_id) FROM unmet_need
WHERE at >= $1 AND ended_how <> 'error' AND ($2 = 0 OR area_id = $3) GROUP BY reason ORDER BY reason;
