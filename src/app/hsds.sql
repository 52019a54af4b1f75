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
