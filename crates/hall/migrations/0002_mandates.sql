-- Who may act for whom, and for whom a filing and a case are.

-- A mandate keeps its parties as they were registered when it was granted: it is a document.
-- `seq` is the stable order of lists. `principal_no` is kept as it is shown. `matters` NULL means every matter.
CREATE TABLE mandates (
    seq          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    role         TEXT NOT NULL,
    agent_id     TEXT NOT NULL REFERENCES people (id),
    agent        TEXT NOT NULL,
    principal_id TEXT NOT NULL,
    principal    TEXT NOT NULL,
    principal_no TEXT NOT NULL,
    matters      TEXT,
    actions      TEXT NOT NULL,
    valid_from   TEXT NOT NULL,
    valid_until  TEXT,
    revoked_at   TEXT,
    signer       TEXT NOT NULL,
    basis        TEXT NOT NULL,
    granted_at   TEXT NOT NULL
) STRICT;
CREATE INDEX mandates_by_agent ON mandates (agent_id, principal_id);
CREATE INDEX mandates_by_principal ON mandates (principal_id);

-- For whom a filing will be; NULL until the hall is told. Never changes then.
ALTER TABLE filing_ids ADD COLUMN principal_id TEXT;

-- `person_id` is who filed it, `principal_id` whose it is.
ALTER TABLE cases ADD COLUMN principal_id TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN mandate_id TEXT REFERENCES mandates (id);
UPDATE cases SET principal_id = json_extract(acting, '$.principal.id');
UPDATE filing_ids SET principal_id = (SELECT principal_id FROM cases WHERE filing_id = filing_ids.id);
DROP INDEX cases_by_person;
CREATE INDEX cases_by_principal ON cases (principal_id, hall_seq DESC);
