-- The reference hall's own records. Instants that people see are RFC 3339 text in the hall's zone;
-- instants that are only compared (…_s) are Unix seconds. Dates are ISO text.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

CREATE TABLE people (
    id        TEXT PRIMARY KEY,
    position  INTEGER NOT NULL,
    name      TEXT NOT NULL,
    id_number TEXT NOT NULL,
    mobile    TEXT NOT NULL,
    address   TEXT NOT NULL,
    about     TEXT NOT NULL
) STRICT;

-- Every version ever published stays; one per matter is current.
CREATE TABLE guides (
    matter   TEXT NOT NULL,
    version  INTEGER NOT NULL,
    position INTEGER NOT NULL,
    current  INTEGER NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (matter, version)
) STRICT;

-- The token itself is never stored, only its SHA-256.
CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    person_id  TEXT NOT NULL REFERENCES people (id),
    csrf       TEXT NOT NULL,
    expires_s  INTEGER NOT NULL
) STRICT;

CREATE TABLE devices (
    id        TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id)
) STRICT;

-- Whose a filing id is: claimed by the first upload, challenge or finalize that names it.
CREATE TABLE filing_ids (
    id        TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id)
) STRICT;

CREATE TABLE uploads (
    id          TEXT PRIMARY KEY,
    person_id   TEXT NOT NULL REFERENCES people (id),
    filing_id   TEXT NOT NULL REFERENCES filing_ids (id),
    material_id TEXT NOT NULL,
    filename    TEXT NOT NULL,
    filetype    TEXT NOT NULL,
    length      INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    received    INTEGER NOT NULL DEFAULT 0,
    complete    INTEGER NOT NULL DEFAULT 0,
    expires_s   INTEGER NOT NULL
) STRICT;
CREATE INDEX uploads_by_content ON uploads (filing_id, material_id, sha256);

CREATE TABLE upload_chunks (
    upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    start     INTEGER NOT NULL,
    bytes     BLOB NOT NULL,
    PRIMARY KEY (upload_id, start)
) STRICT;

-- A nonce is consumed by the submission it was used for, and by no other.
CREATE TABLE challenges (
    nonce        TEXT PRIMARY KEY,
    filing_id    TEXT NOT NULL REFERENCES filing_ids (id),
    content_hash TEXT NOT NULL,
    jkt          TEXT NOT NULL,
    expires_s    INTEGER NOT NULL,
    used         INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE cases (
    id            TEXT PRIMARY KEY,
    filing_id     TEXT NOT NULL UNIQUE REFERENCES filing_ids (id),
    person_id     TEXT NOT NULL REFERENCES people (id),
    hall_seq      INTEGER NOT NULL UNIQUE,
    matter        TEXT NOT NULL,
    guide_version INTEGER NOT NULL,
    title         TEXT NOT NULL,
    state         TEXT NOT NULL,
    receipt_no    TEXT NOT NULL,
    case_no       TEXT UNIQUE,
    acting        TEXT NOT NULL,
    accepted_on   TEXT,
    decided_on    TEXT,
    received_at   TEXT NOT NULL,
    updated_at    TEXT NOT NULL
) STRICT;
CREATE INDEX cases_by_person ON cases (person_id, hall_seq DESC);

-- What was filed: once per filing, and once per answered correction notice.
CREATE TABLE submissions (
    hall_seq     INTEGER PRIMARY KEY,
    filing_id    TEXT NOT NULL REFERENCES filing_ids (id),
    case_id      TEXT NOT NULL REFERENCES cases (id),
    notice_id    TEXT,
    content_hash TEXT NOT NULL,
    manifest     TEXT NOT NULL,
    signatures   TEXT NOT NULL,
    device_id    TEXT NOT NULL REFERENCES devices (id),
    device_seq   INTEGER NOT NULL,
    receipt      TEXT NOT NULL,
    received_at  TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX one_first_filing ON submissions (filing_id) WHERE notice_id IS NULL;
CREATE UNIQUE INDEX one_answer_per_notice ON submissions (notice_id) WHERE notice_id IS NOT NULL;

CREATE TABLE submission_files (
    hall_seq    INTEGER NOT NULL REFERENCES submissions (hall_seq),
    material_id TEXT NOT NULL,
    idx         INTEGER NOT NULL,
    upload_id   TEXT NOT NULL REFERENCES uploads (id),
    PRIMARY KEY (hall_seq, material_id, idx)
) STRICT;
CREATE INDEX submission_files_by_upload ON submission_files (upload_id);

-- Append-only.
CREATE TABLE case_events (
    case_id TEXT NOT NULL REFERENCES cases (id),
    seq     INTEGER NOT NULL,
    at      TEXT NOT NULL,
    kind    TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    channel TEXT,
    note    TEXT,
    PRIMARY KEY (case_id, seq)
) STRICT;

CREATE TABLE notices (
    id        TEXT PRIMARY KEY,
    case_id   TEXT NOT NULL REFERENCES cases (id),
    position  INTEGER NOT NULL,
    no        TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    due_on    TEXT NOT NULL,
    state     TEXT NOT NULL,
    items     TEXT NOT NULL,
    UNIQUE (case_id, position)
) STRICT;

-- While the clock stands still: special procedures and corrections. `until_on` is NULL while it does.
CREATE TABLE pauses (
    case_id  TEXT NOT NULL REFERENCES cases (id),
    position INTEGER NOT NULL,
    from_on  TEXT NOT NULL,
    until_on TEXT,
    PRIMARY KEY (case_id, position)
) STRICT;

CREATE TABLE results (
    case_id     TEXT NOT NULL REFERENCES cases (id),
    position    INTEGER NOT NULL,
    name        TEXT NOT NULL,
    number      TEXT NOT NULL,
    issued_on   TEXT NOT NULL,
    valid_until TEXT,
    PRIMARY KEY (case_id, position)
) STRICT;
