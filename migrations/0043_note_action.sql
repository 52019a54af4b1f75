-- Which actions of the plan a contact was about.
-- Why: a contact moves the plan, and nobody could see which part of it.
-- Duration: instant. Offline clients: can still sync.

CREATE TABLE note_action ( -- grows
  note_id {id} NOT NULL REFERENCES note(id),
  action_id {id} NOT NULL, -- plan_action.origin_id: the same through all versions of the plan
  PRIMARY KEY (note_id, action_id)
) {strict_norowid};
