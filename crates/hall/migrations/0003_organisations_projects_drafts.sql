-- Organisations, their projects, and the drafts their handlers share.

CREATE TABLE organisations (
    id                TEXT PRIMARY KEY,
    position          INTEGER NOT NULL,
    name              TEXT NOT NULL,
    credit_code       TEXT NOT NULL UNIQUE,
    representative    TEXT NOT NULL,
    representative_id TEXT NOT NULL REFERENCES people (id),
    address           TEXT NOT NULL,
    handlers          TEXT NOT NULL,
    about             TEXT NOT NULL
) STRICT;

-- What was registered. Where a project stands is computed from its cases.
CREATE TABLE projects (
    seq               INTEGER PRIMARY KEY,
    code              TEXT NOT NULL UNIQUE,
    name              TEXT NOT NULL,
    principal_id      TEXT NOT NULL REFERENCES organisations (id),
    place             TEXT NOT NULL,
    kind              TEXT NOT NULL,
    registered_at     TEXT NOT NULL,
    intermediary_days INTEGER NOT NULL,
    stages            TEXT NOT NULL
) STRICT;
CREATE INDEX projects_by_principal ON projects (principal_id, seq DESC);

ALTER TABLE cases ADD COLUMN project TEXT REFERENCES projects (code);
CREATE INDEX cases_by_project ON cases (project, hall_seq) WHERE project IS NOT NULL;

-- `version` counts over all drafts, so that a draft that was removed and begun again has no version twice.
-- Holder: who has the pen, on which device, until when; all NULL when it lies free.
CREATE TABLE drafts (
    filing_id       TEXT PRIMARY KEY REFERENCES filing_ids (id),
    version         INTEGER NOT NULL UNIQUE,
    principal_id    TEXT NOT NULL REFERENCES organisations (id),
    matter          TEXT NOT NULL,
    guide_version   INTEGER NOT NULL,
    project         TEXT REFERENCES projects (code),
    ready_to_sign   INTEGER NOT NULL,
    content         TEXT NOT NULL,
    holder_id       TEXT REFERENCES people (id),
    holder_device   TEXT,
    holder_until_s  INTEGER,
    updated_by      TEXT NOT NULL REFERENCES people (id),
    updated_at      TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_by_principal ON drafts (principal_id, version DESC);
CREATE INDEX drafts_by_project ON drafts (project, version) WHERE project IS NOT NULL;
