-- On a device: a draft that was changed there says which version of the server's draft it goes on
-- from, 0 when the server has none. On the server it stays empty.
-- Why: a draft begun with a connection can be continued without one, and neither is lost.
-- Duration: instant. Offline clients: can still sync.

ALTER TABLE form_record ADD COLUMN base_version {int};
