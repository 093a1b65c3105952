-- From now on no fill's information is older than its command, and the audit judges that by the sources' times. What was filled for
-- earlier commands was filled by the rules of then.

ALTER TABLE about ADD COLUMN fresh_since timestamptz NOT NULL DEFAULT now();
