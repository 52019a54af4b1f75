-- The words of a case's notes, to find notes by.
-- Why: notes are searched case by case, among those that the reader may see.
-- Duration: instant. `alidade index` then takes in what was written before; until it has, such cases
-- are read whole. Offline clients: can still sync.

-- Each word that stands in one of the notes, whoever may read that note, once, a space before it: only
-- who reads the note is told. A case that is not here is read whole. No foreign key: it can be made anew.
CREATE TABLE note_word ( -- grows
  casefile_id {id} PRIMARY KEY,
  words {text} NOT NULL
) {strict};
