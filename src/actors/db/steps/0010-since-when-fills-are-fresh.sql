-- From now on no fill's information is older than its command, and the audit judges that by the sources' times. What was filled before
-- was filled by the rules of then, whatever the clocks of service and server were.

ALTER TABLE about ADD COLUMN fresh_since timestamptz NOT NULL DEFAULT now();
UPDATE about SET fresh_since = greatest(fresh_since, (SELECT max(greatest(commanded_at, exit_commanded_at)) FROM positions));
