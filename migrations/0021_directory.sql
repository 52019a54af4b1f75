-- The directory of services: its tables come with the feature.
-- Why: migrations are numbered without gaps; this number is the directory's.
-- Duration: instant. Offline clients: can still sync.
SELECT 1;
