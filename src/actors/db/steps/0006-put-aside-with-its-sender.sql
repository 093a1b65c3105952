-- An update that could not be stored is put aside with Telegram's id of its sender: so it can be stored later, when the cause is
-- gone, and is wiped with everything else of his.

ALTER TABLE quarantine ADD COLUMN telegram_id bigint;
