-- query: household_find
-- Visible through who lives there; through who moved out only when nobody lives there any more. Whoever
-- fled from somebody must not be found through that person's record. $1 household, $2 scope
SELECT h.id, h.name, h.address, h.area_id, a.name, h.version
FROM household h
LEFT JOIN area a ON a.id = h.area_id
WHERE h.id = $1 AND EXISTS (
    SELECT 1 FROM household_member m
    JOIN person_visible v ON v.person_id = m.person_id AND v.scope_id = $2
    WHERE m.household_id = h.id
      AND (m.until IS NULL OR NOT EXISTS (
        SELECT 1 FROM household_member o
        WHERE o.household_id = h.id AND o.until IS NULL)));

-- query: household_of_person
-- Where the person lives. $1 person
SELECT h.id, h.name, h.address, h.area_id, a.name, h.version, m.role
FROM household_member m
JOIN household h ON h.id = m.household_id
LEFT JOIN area a ON a.id = h.area_id
WHERE m.person_id = $1 AND m.until IS NULL ORDER BY h.created_at DESC LIMIT 10;

-- query: household_members
-- Those who live there first. $1 household, $2 scope
SELECT p.id, p.given_name, p.family_name, p.other_names, p.sex, p.birth_date, p.birth_estimated,
       p.died_on, p.languages, p.phone, p.email, p.address, p.contact_note, p.area_id,
       p.merged_into, p.version, a.name, m.id, m.role, m.since, m.until,
       (SELECT count(*) FROM casefile c
        JOIN casefile_visible cv ON cv.casefile_id = c.id AND cv.scope_id = $2
        WHERE c.person_id = p.id AND c.state = 'open')
FROM household_member m
JOIN person p ON p.id = m.person_id AND p.merged_into IS NULL
JOIN person_visible v ON v.person_id = p.id AND v.scope_id = $2
LEFT JOIN area a ON a.id = p.area_id
WHERE m.household_id = $1
ORDER BY m.until IS NOT NULL, coalesce(p.birth_date, '9'), m.id LIMIT 100;

-- query: household_hidden
-- How many live there whom the actor does not see. $1 household, $2 scope
SELECT count(*) FROM household_member m
JOIN person p ON p.id = m.person_id AND p.merged_into IS NULL
WHERE m.household_id = $1 AND m.until IS NULL
  AND NOT EXISTS (SELECT 1 FROM person_visible v
                  WHERE v.person_id = m.person_id AND v.scope_id = $2);

-- query: household_insert
INSERT INTO household (id, name, address, area_id, created_at) VALUES ($1, $2, $3, $4, $5);

-- query: household_update
-- $1 household, $2 name, $3 address, $4 area, $5 version as it was
UPDATE household SET name = $2, address = $3, area_id = $4, version = version + 1
WHERE id = $1 AND version = $5;

-- query: household_member_insert
INSERT INTO household_member (id, household_id, person_id, role, since)
VALUES ($1, $2, $3, $4, $5);

-- query: household_member_present
-- $1 household, $2 person
SELECT id FROM household_member WHERE household_id = $1 AND person_id = $2 AND until IS NULL;

-- query: household_member_find
-- $1 member, $2 household, $3 scope
SELECT m.id, m.person_id, m.role, m.since, m.until, p.given_name, p.family_name
FROM household_member m
JOIN person p ON p.id = m.person_id
JOIN person_visible v ON v.person_id = m.person_id AND v.scope_id = $3
WHERE m.id = $1 AND m.household_id = $2;

-- query: household_member_end
UPDATE household_member SET until = $2 WHERE id = $1;
