-- Sekisho's shared store in a PostgreSQL database (12 or later). For the database's administrator:
--
--   createdb sekisho
--   psql -v ON_ERROR_STOP=1 -d sekisho -f sekisho.sql
--   psql -d sekisho -c "CREATE ROLE office LOGIN IN ROLE sekisho_workstation" -c "\password office"
--
-- One login for all workstations will do, or one each. In pg_hba.conf let them in by TLS and
-- SCRAM only:
--
--   hostssl sekisho +sekisho_workstation 192.0.2.0/24 scram-sha-256
--
-- Nothing here has to be trusted by Sekisho: every workstation verifies what it reads, and personal
-- data is sealed before it comes here. What the database owes its users is to keep what it took and
-- to let one of two claims win. With a standby, replicate synchronously (synchronous_standby_names):
-- a failover that forgets a claim would let a second workstation win it.
--
-- A second run changes nothing.

BEGIN;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sekisho_owner') THEN
    CREATE ROLE sekisho_owner NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sekisho_workstation') THEN
    CREATE ROLE sekisho_workstation NOLOGIN;
  END IF;
END
$$;

CREATE SCHEMA IF NOT EXISTS sekisho AUTHORIZATION sekisho_owner;
SET LOCAL search_path = sekisho;

-- Signed envelopes. stream: root, directory, policy, or log/<workstation>; parts/<hash> lists the
-- pieces of a blob that is too large for one row. name: the first half of the content's hash, so
-- that nothing can be put under another's name.
CREATE TABLE IF NOT EXISTS record (
  stream text NOT NULL
    CHECK (stream ~ '^(root|directory|policy|log/[a-z0-9][a-z0-9-]{0,63}|parts/[0-9a-f]{64})$'),
  seq bigint NOT NULL CHECK (seq BETWEEN 1 AND 9999999999),
  name text NOT NULL CHECK (name = left(encode(sha256(bytes), 'hex'), 32)),
  bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 6291456),
  PRIMARY KEY (stream, seq, name)
);

-- Sealed content, by the hash of its bytes.
CREATE TABLE IF NOT EXISTS blob (
  hash text PRIMARY KEY CHECK (hash = encode(sha256(bytes), 'hex')),
  bytes bytea NOT NULL CHECK (octet_length(bytes) <= 4194304)
);

-- Whoever comes first has it. content says who that is.
CREATE TABLE IF NOT EXISTS claim (
  name text PRIMARY KEY CHECK (name ~ '^[0-9a-f]{64}$'),
  content bytea NOT NULL CHECK (octet_length(content) <= 6291456)
);

ALTER TABLE record OWNER TO sekisho_owner;
ALTER TABLE blob OWNER TO sekisho_owner;
ALTER TABLE claim OWNER TO sekisho_owner;
-- Sealed bytes do not compress.
ALTER TABLE blob ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Wakes the other workstations. They look by themselves too, so one that is lost loses nothing.
CREATE OR REPLACE FUNCTION wake() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  PERFORM pg_notify('sekisho', '');
  RETURN NULL;
END
$$;
ALTER FUNCTION wake() OWNER TO sekisho_owner;
DROP TRIGGER IF EXISTS wake ON record;
CREATE TRIGGER wake AFTER INSERT ON record FOR EACH STATEMENT EXECUTE FUNCTION wake();

-- Read and add, and nothing else: no UPDATE, DELETE or TRUNCATE for anybody but the owner.
REVOKE ALL ON SCHEMA sekisho FROM PUBLIC;
REVOKE ALL ON record, blob, claim FROM PUBLIC, sekisho_workstation;
GRANT USAGE ON SCHEMA sekisho TO sekisho_workstation;
GRANT SELECT, INSERT ON record, blob, claim TO sekisho_workstation;

COMMIT;
