-- fragment: columns
-- What organization_read() reads.
o.id, o.agency_id, o.name, o.alternate_name, o.description, o.email, o.phone, o.website,
o.changed_at, o.version

-- query: organization_find
SELECT {columns} FROM organization o WHERE o.id = $1;

-- query: organization_of_agency
SELECT {columns} FROM organization o WHERE o.agency_id = $1;

-- query: organization_page
-- $1 how many, $2 after how many
SELECT {columns} FROM organization o ORDER BY o.name_sort, o.id LIMIT $1 OFFSET $2;

-- query: organization_insert
INSERT INTO organization (id, agency_id, name, name_sort, alternate_name, description, email, phone,
                          website, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- query: organization_update
-- $11 the version that is replaced
UPDATE organization SET agency_id = $2, name = $3, name_sort = $4, alternate_name = $5,
  description = $6, email = $7, phone = $8, website = $9, changed_at = $10, version = version + 1
WHERE id = $1 AND version = $11;

-- query: organization_agencies
SELECT id, name FROM agency ORDER BY name, id;
