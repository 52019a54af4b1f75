-- The words of a case's notes, to find notes by.
-- Why: notes are searched case by case, among those that the reader may see.
-- Duration: instant. `alidade index` then takes in what was written before; until it has, such cases
-- are read whole. Offline clients: can still sync.

-- A row a case and word that stands in one of its notes, whoever may read that note: only who reads
-- the note is told. The last word (U+10FFFF) says that all notes are in; a case without it is read
-- whole. No foreign key: it can be made anew, and each row would pay for the look.
CREATE TABLE note_word ( -- grows
  casefile_id {id} NOT NULL,
  word {text} NOT NULL,
  PRIMARY KEY (casefile_id, word)
) {strict_norowid};
