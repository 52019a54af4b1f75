-- query: hsds_organization
SELECT more FROM organization WHERE id = $1;

-- query: hsds_organization_set
INSERT INTO organization (id, name, name_sort, alternate_name, description, email, phone, website,
                          more, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_sort = excluded.name_sort,
  alternate_name = excluded.alternate_name, description = excluded.description,
  email = excluded.email, phone = excluded.phone, website = excluded.website,
  more = excluded.more, changed_at = excluded.changed_at, version = organization.version + 1;

-- query: hsds_location
SELECT more FROM location WHERE id = $1;

-- query: hsds_location_set
INSERT INTO location (id, organization_id, kind, name, address, transport, more, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, kind = excluded.kind,
  name = excluded.name, address = excluded.address, transport = excluded.transport,
  more = excluded.more, changed_at = excluded.changed_at, version = location.version + 1;

-- query: hsds_service
SELECT more, source_at FROM service WHERE id = $1;

-- query: hsds_service_set
INSERT INTO service (id, organization_id, name, name_sort, alternate_name, description, state, needs,
  languages, eligibility, minimum_age, maximum_age, application, fees, schedule, area_text, email,
  phone, url, alert, assured_on, more, source_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
  $21, $22, $23, $24)
ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, name = excluded.name,
  name_sort = excluded.name_sort, alternate_name = excluded.alternate_name,
  description = excluded.description, state = excluded.state, needs = excluded.needs,
  languages = excluded.languages, eligibility = excluded.eligibility,
  minimum_age = excluded.minimum_age, maximum_age = excluded.maximum_age,
  application = excluded.application, fees = excluded.fees, schedule = excluded.schedule,
  area_text = excluded.area_text, email = excluded.email, phone = excluded.phone,
  url = excluded.url, alert = excluded.alert, assured_on = excluded.assured_on,
  more = excluded.more, source_at = excluded.source_at, changed_at = excluded.changed_at,
  version = service.version + 1;

-- query: hsds_place_set
INSERT INTO service_at_location (id, service_id, location_id, description, more)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id) DO UPDATE SET service_id = excluded.service_id,
  location_id = excluded.location_id, description = excluded.description, more = excluded.more;

-- query: hsds_record_set
INSERT INTO service_record (kind, id, body) VALUES ($1, $2, $3)
ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body;

-- query: hsds_all_organizations
SELECT id, more, name, alternate_name, description, email, phone, website FROM organization
ORDER BY id;

-- query: hsds_all_locations
SELECT id, more, organization_id, kind, name, address, transport FROM location ORDER BY id;

-- query: hsds_all_services
SELECT id, more FROM service ORDER BY id;

-- query: hsds_all_places
SELECT id, more, service_id, location_id, description FROM service_at_location ORDER BY id;

-- query: hsds_all_records
SELECT kind, body FROM service_record ORDER BY kind, id;

-- query: hsds_one_organization
SELECT id, more, name, alternate_name, description, email, phone, website FROM organization
WHERE id = $1;

-- query: hsds_one_location
SELECT id, more, organization_id, kind, name, address, transport FROM location WHERE id = $1;

-- query: hsds_one_service
SELECT id, more, organization_id FROM service WHERE id = $1;

-- query: hsds_one_place
SELECT id, more, service_id, location_id, description FROM service_at_location WHERE id = $1;

-- query: hsds_places_of_service
SELECT id, more, service_id, location_id, description FROM service_at_location
WHERE service_id = $1 ORDER BY id;

-- query: hsds_one_record
SELECT kind, body FROM service_record WHERE kind = $1 AND id = $2;

-- fragment: word
-- A key of the service in a range.
SELECT 1 FROM service_key k WHERE k.service_id = s.id

-- fragment: public
-- What anybody may read. $1 of one organisation, $2 which; $3 changed since; $4 to $9 three ranges
-- of words ($4 empty: any)
s.is_public = 1 AND s.state IN ('active', 'temporarily closed')
  AND ($1 = 0 OR s.organization_id = $2) AND s.changed_at >= $3
  AND ($4 = '' OR (EXISTS ({word} AND k.key >= $4 AND k.key < $5)
               AND EXISTS ({word} AND k.key >= $6 AND k.key < $7)
               AND EXISTS ({word} AND k.key >= $8 AND k.key < $9)))

-- fragment: public_organizations
FROM organization o
WHERE EXISTS (SELECT 1 FROM service s WHERE s.organization_id = o.id AND {public})
  AND ($10 = 0 OR o.id = $11)

-- fragment: public_services
FROM service s WHERE {public} AND ($10 = 0 OR s.id = $11)

-- fragment: public_places
FROM service s JOIN service_at_location sl ON sl.service_id = s.id
WHERE {public} AND ($10 = 0 OR sl.id = $11)

-- query: hsds_public_organizations
SELECT o.id {public_organizations} ORDER BY o.id LIMIT $12 OFFSET $13;

-- query: hsds_public_organizations_n
SELECT count(*) {public_organizations};

-- query: hsds_public_services
SELECT s.id {public_services} ORDER BY s.id LIMIT $12 OFFSET $13;

-- query: hsds_public_services_n
SELECT count(*) {public_services};

-- query: hsds_public_places
SELECT sl.id {public_places} ORDER BY sl.id LIMIT $12 OFFSET $13;

-- query: hsds_public_places_n
SELECT count(*) {public_places};
