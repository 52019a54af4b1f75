-- How a person fills in long forms: a section on a page, or one question.
-- Why: on a phone one question at a time is easier; who has chosen it is not asked again.
-- Duration: instant. Offline clients: can still sync.

ALTER TABLE account ADD COLUMN form_pages {text} NOT NULL DEFAULT 'section'
  CHECK (form_pages IN ('section', 'question'));
