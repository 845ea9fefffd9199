-- For taking away the sessions that nobody can renew any more.
CREATE INDEX sessions_expires_at ON sessions (expires_at) WHERE revoked_at IS NULL;
