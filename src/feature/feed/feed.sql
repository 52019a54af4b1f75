-- query: feed_put
-- The same command again gives the same address another secret, as long as nobody used it: what came
-- with the first answer may never have arrived. $1 feed, $2 account, $3 hash, $4 now
INSERT INTO feed (id, account_id, token_hash, created_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash
WHERE feed.used_n = 0 AND feed.revoked_at IS NULL;

-- query: feed_revoke
-- All but one. $1 account, $2 now, $3 the one that stays
UPDATE feed SET revoked_at = $2
WHERE account_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3;

-- query: feed_of
SELECT f.id, f.account_id, f.created_at, f.used_at, f.used_n, a.language
FROM feed f JOIN account a ON a.id = f.account_id
WHERE f.account_id = $1 AND f.revoked_at IS NULL ORDER BY f.created_at DESC LIMIT 1;

-- query: feed_by_token
SELECT f.id, f.account_id, f.created_at, f.used_at, f.used_n, a.language
FROM feed f JOIN account a ON a.id = f.account_id AND a.disabled_at IS NULL
WHERE f.token_hash = $1 AND f.revoked_at IS NULL;

-- query: feed_used
UPDATE feed SET used_n = used_n + 1, used_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL;
