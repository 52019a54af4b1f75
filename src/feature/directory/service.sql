-- fragment: columns
-- What service_read() reads.
s.id, s.organization_id, o.name, s.name, s.alternate_name, s.description, s.state, s.needs,
s.languages, s.eligibility, s.minimum_age, s.maximum_age, s.application, s.fees, s.schedule,
s.area_text, s.email, s.phone, s.url, s.alert, s.assured_on, s.capacity_free, s.capacity_total,
s.wait_days, s.capacity_at, s.changed_at, s.version

-- query: service_find
SELECT {columns} FROM service s LEFT JOIN organization o ON o.id = s.organization_id
WHERE s.id = $1;

-- query: service_by_organization
SELECT {columns} FROM service s LEFT JOIN organization o ON o.id = s.organization_id
WHERE s.organization_id = $1 ORDER BY s.name_sort, s.id LIMIT $2;
