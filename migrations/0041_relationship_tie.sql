-- How close two people are, for the picture of a family's network.
-- Why: an ecomap shows strong, weak and stressful ties; a relationship said only of what kind it is.
-- Duration: instant. Offline clients: can still sync.

ALTER TABLE relationship ADD COLUMN tie {text} NOT NULL DEFAULT '';
