-- Passwords that were wrong, or are being checked at this moment. A right one takes its row away, and who is refused for
-- being over a limit leaves none; so a network leaves at most its limit of rows in a window. What is older than the window
-- means nothing any more.
CREATE TABLE login_attempts (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_hash    bytea       NOT NULL,
    network         text        NOT NULL,
    began_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    undecided_until timestamptz
);

COMMENT ON COLUMN login_attempts.account_hash IS 'SHA-256 of the e-mail key as typed, whether or not somebody has it';
COMMENT ON COLUMN login_attempts.network IS 'IPv4 address, or first 64 bits of an IPv6 one';
COMMENT ON COLUMN login_attempts.undecided_until IS 'null once the password was wrong; one that nobody decided in time counts as wrong';

CREATE INDEX login_attempts_account ON login_attempts (account_hash, began_at);
CREATE INDEX login_attempts_network ON login_attempts (network, began_at);

-- For taking old rows away.
CREATE INDEX login_attempts_began_at ON login_attempts (began_at);
