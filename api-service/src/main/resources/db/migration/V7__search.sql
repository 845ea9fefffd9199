-- Whoever begins a search with a prefix reads a range of one of these. text_pattern_ops compares bytes, so that a prefix is
-- a range under every collation; the id makes the order of equal names one order.
CREATE INDEX users_username_prefix ON users (username_key text_pattern_ops);
CREATE INDEX users_first_name_prefix ON users (lower(first_name) text_pattern_ops, id);
CREATE INDEX users_last_name_prefix ON users (lower(last_name) text_pattern_ops, id);

-- Where pg_trgm is not installed, or this role may not create it, the search goes on without: it then finds prefixes only,
-- and each start of the service says so. fastupdate = off, as a list of pending entries would be read by every search.
DO $$
DECLARE
    extension_schema text;
BEGIN
    BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
    EXCEPTION
        -- Each provider refuses in its own way. What is wrong with more than the extension stops the next statement, too.
        WHEN OTHERS THEN
            RAISE NOTICE 'pg_trgm cannot be created: %', SQLERRM;
    END;
    SELECT extnamespace::regnamespace::text INTO extension_schema FROM pg_extension WHERE extname = 'pg_trgm';
    IF extension_schema IS NOT NULL THEN
        EXECUTE format(
            'CREATE INDEX users_search ON users
                 USING gin (lower(username || chr(31) || first_name || '' '' || last_name) %s.gin_trgm_ops)
                 WITH (fastupdate = off)',
            extension_schema);
    END IF;
EXCEPTION
    -- The extension lives in a schema that this role may not use.
    WHEN insufficient_privilege OR undefined_object THEN
        RAISE NOTICE 'pg_trgm cannot be used: %', SQLERRM;
END $$;
