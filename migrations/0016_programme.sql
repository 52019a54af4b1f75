-- Which programme a request is for, by the name of its pack; empty: the installation's first.
-- Why: one office works with families, job seekers and minimum income, each with its own forms.
-- Duration: instant. Offline clients: can still sync.

ALTER TABLE intake ADD COLUMN programme {text} NOT NULL DEFAULT '';
