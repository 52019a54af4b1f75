-- fragment: columns
-- What service_read() reads.
s.id, s.organization_id, o.name, s.name, s.alternate_name, s.description, s.state, s.needs,
s.languages, s.eligibility, s.minimum_age, s.maximum_age, s.application, s.fees, s.schedule,
s.area_text, s.email, s.phone, s.url, s.alert, s.assured_on, s.capacity_free, s.capacity_total,
s.wait_days, s.capacity_at, s.changed_at, s.version, s.is_public

-- query: service_find
SELECT {columns} FROM service s LEFT JOIN organization o ON o.id = s.organization_id
WHERE s.id = $1;

-- query: service_by_organization
SELECT {columns} FROM service s LEFT JOIN organization o ON o.id = s.organization_id
WHERE s.organization_id = $1 ORDER BY s.name_sort, s.id LIMIT $2;

-- query: service_areas
SELECT a.id, a.name FROM service_area sa JOIN area a ON a.id = sa.area_id
WHERE sa.service_id = $1 ORDER BY a.name, a.id;

-- query: service_area_choices
SELECT id, name FROM area ORDER BY name, id LIMIT 500;

-- query: service_area_up
-- An area and those it lies in, the nearest first.
WITH RECURSIVE up (id, parent_id, depth) AS (
  SELECT id, parent_id, 1 FROM area WHERE id = $1
  UNION
  SELECT a.id, a.parent_id, up.depth + 1 FROM area a JOIN up ON a.id = up.parent_id
  WHERE up.depth < $2
)
SELECT id FROM up ORDER BY depth LIMIT $2;

-- query: service_places
SELECT l.id, l.kind, l.name, l.address, l.transport, sl.description
FROM service_at_location sl JOIN location l ON l.id = sl.location_id
WHERE sl.service_id = $1 ORDER BY sl.id LIMIT 50;

-- query: service_insert
INSERT INTO service (id, organization_id, name, name_sort, alternate_name, description, state, needs,
  languages, eligibility, minimum_age, maximum_age, application, fees, schedule, area_text, email,
  phone, url, alert, assured_on, changed_at, is_public)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
  $21, $22, $23);

-- query: service_update
-- $24 the version that is replaced
UPDATE service SET organization_id = $2, name = $3, name_sort = $4, alternate_name = $5,
  description = $6, state = $7, needs = $8, languages = $9, eligibility = $10, minimum_age = $11,
  maximum_age = $12, application = $13, fees = $14, schedule = $15, area_text = $16, email = $17,
  phone = $18, url = $19, alert = $20, assured_on = $21, changed_at = $22,
  is_public = $23, version = version + 1
WHERE id = $1 AND version = $24;

-- query: service_set_capacity
UPDATE service SET capacity_free = $2, capacity_total = $3, wait_days = $4, capacity_at = $5
WHERE id = $1;

-- query: service_assure
UPDATE service SET assured_on = $2, changed_at = $3, version = version + 1 WHERE id = $1;

-- query: service_areas_clear
DELETE FROM service_area WHERE service_id = $1;

-- query: service_area_insert
INSERT INTO service_area (service_id, area_id) VALUES ($1, $2) ON CONFLICT DO NOTHING;

-- query: service_location_insert
INSERT INTO location (id, organization_id, name, address, changed_at) VALUES ($1, $2, $3, $4, $5);

-- query: service_location_update
UPDATE location SET name = $2, address = $3, changed_at = $4, version = version + 1 WHERE id = $1;

-- query: service_location_add
INSERT INTO service_at_location (id, service_id, location_id) VALUES ($1, $2, $3);

-- query: service_keys_clear
DELETE FROM service_key WHERE service_id = $1;

-- query: service_key_insert
INSERT INTO service_key (key, rank, service_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;

-- query: service_key_count
-- How many services have a key in the range; counting stops at $3.
SELECT count(*) FROM (
  SELECT 1 AS one FROM service_key WHERE key >= $1 AND key < $2 LIMIT $3
) AS counted;

-- fragment: has
-- A row of service_key of the same service.
SELECT 1 FROM service_key f WHERE f.service_id = k.service_id

-- fragment: fits
-- $1 need, $2 language (empty: any), $3 to $7 areas ($3 empty: any), $8 to $13 three ranges of words
-- ($8 empty: any), $14 age (-1: any). Asked in the order of what they cost.
($1 = '' OR EXISTS ({has} AND f.key = $1))
  AND ($2 = '' OR EXISTS ({has} AND f.key = $2))
  AND ($3 = '' OR EXISTS ({has} AND f.key IN ($3, $4, $5, $6, $7)))
  AND ($8 = '' OR (EXISTS ({has} AND f.key >= $8 AND f.key < $9)
               AND EXISTS ({has} AND f.key >= $10 AND f.key < $11)
               AND EXISTS ({has} AND f.key >= $12 AND f.key < $13)))
  AND ($14 < 0 OR EXISTS (SELECT 1 FROM service a WHERE a.id = k.service_id
                          AND coalesce(a.minimum_age, 0) <= $14
                          AND coalesce(a.maximum_age, 1000) >= $14))

-- fragment: rows
-- The page of what was hit. $15 how many, $16 after how many
SELECT {columns} FROM (
  SELECT rank, service_id FROM hit ORDER BY rank, service_id LIMIT $15 OFFSET $16
) AS h JOIN service s ON s.id = h.service_id
LEFT JOIN organization o ON o.id = s.organization_id
ORDER BY h.rank, h.service_id

-- query: service_search
-- In the order of rank below up to five keys ($18 to $22); each walk ends after $17 services.
WITH hit (rank, service_id) AS (
  SELECT rank, service_id FROM (SELECT k.rank, k.service_id FROM service_key k
    WHERE k.key = $18 AND {fits} ORDER BY k.rank, k.service_id LIMIT $17) AS walk1
  UNION SELECT rank, service_id FROM (SELECT k.rank, k.service_id FROM service_key k
    WHERE k.key = $19 AND {fits} ORDER BY k.rank, k.service_id LIMIT $17) AS walk2
  UNION SELECT rank, service_id FROM (SELECT k.rank, k.service_id FROM service_key k
    WHERE k.key = $20 AND {fits} ORDER BY k.rank, k.service_id LIMIT $17) AS walk3
  UNION SELECT rank, service_id FROM (SELECT k.rank, k.service_id FROM service_key k
    WHERE k.key = $21 AND {fits} ORDER BY k.rank, k.service_id LIMIT $17) AS walk4
  UNION SELECT rank, service_id FROM (SELECT k.rank, k.service_id FROM service_key k
    WHERE k.key = $22 AND {fits} ORDER BY k.rank, k.service_id LIMIT $17) AS walk5
)
{rows};

-- query: service_search_word
-- From a word that few services have. $17 and $18 its range
WITH hit (rank, service_id) AS (
  SELECT DISTINCT k.rank, k.service_id FROM service_key k
  WHERE k.key >= $17 AND k.key < $18 AND {fits}
)
{rows};
