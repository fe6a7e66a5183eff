-- What people create beside filings, and what the hall keeps for it.

-- Ids that clients minted: whose each is, and the hash of what it was first put with.
CREATE TABLE once (
    kind      TEXT NOT NULL,
    id        TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    hash      TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;

-- Services that may be rated (一次一评): one row for each act of staff that an applicant has something of.
CREATE TABLE service_events (
    seq        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    case_id    TEXT NOT NULL REFERENCES cases (id),
    kind       TEXT NOT NULL,
    at         TEXT NOT NULL,
    department TEXT NOT NULL,
    until_s    INTEGER NOT NULL
) STRICT;
CREATE INDEX service_events_by_case ON service_events (case_id, seq DESC);

-- At most one for each service. `follow_due` and the rest are there for one and two stars only.
CREATE TABLE ratings (
    service_event_id TEXT PRIMARY KEY REFERENCES service_events (id),
    person_id        TEXT NOT NULL REFERENCES people (id),
    hash             TEXT NOT NULL,
    stars            INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
    reasons          TEXT NOT NULL,
    text             TEXT,
    anonymous        INTEGER NOT NULL,
    rated_at         TEXT NOT NULL,
    follow_due       TEXT
) STRICT;

-- Complaints and urging.
CREATE TABLE complaints (
    seq         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    person_id   TEXT NOT NULL REFERENCES people (id),
    no          TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    case_id     TEXT REFERENCES cases (id),
    matter      TEXT,
    text        TEXT NOT NULL,
    received_at TEXT NOT NULL,
    state       TEXT NOT NULL
) STRICT;
CREATE INDEX complaints_by_person ON complaints (person_id, seq DESC);

-- `withheld`: the hall keeps it from the public although who asked agreed (it names somebody).
CREATE TABLE consultations (
    seq       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES people (id),
    no        TEXT NOT NULL UNIQUE,
    matter    TEXT,
    subject   TEXT NOT NULL,
    text      TEXT NOT NULL,
    public    INTEGER NOT NULL,
    withheld  INTEGER NOT NULL DEFAULT 0,
    asked_at  TEXT NOT NULL,
    state     TEXT NOT NULL
) STRICT;
CREATE INDEX consultations_by_person ON consultations (person_id, seq DESC);

-- What the hall said: `about` is `consultation`, `complaint` or `rating`. Append-only.
CREATE TABLE replies (
    seq   INTEGER PRIMARY KEY,
    about TEXT NOT NULL,
    id    TEXT NOT NULL,
    at    TEXT NOT NULL,
    by    TEXT NOT NULL,
    text  TEXT NOT NULL
) STRICT;
CREATE INDEX replies_by_subject ON replies (about, id, seq);

-- `matters` NULL means every matter. `hours` and `windows` as they are published; slots follow from the hours.
CREATE TABLE venues (
    seq          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    address      TEXT NOT NULL,
    phone        TEXT NOT NULL,
    hours        TEXT NOT NULL,
    windows      TEXT NOT NULL,
    matters      TEXT,
    slot_minutes INTEGER NOT NULL CHECK (slot_minutes > 0),
    slot_places  INTEGER NOT NULL CHECK (slot_places > 0),
    days_ahead   INTEGER NOT NULL
) STRICT;

CREATE TABLE appointments (
    seq          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    person_id    TEXT NOT NULL REFERENCES people (id),
    principal_id TEXT NOT NULL,
    number       TEXT NOT NULL UNIQUE,
    venue_id     TEXT NOT NULL REFERENCES venues (id),
    slot_id      TEXT NOT NULL,
    from_at      TEXT NOT NULL,
    to_at        TEXT NOT NULL,
    matter       TEXT,
    case_id      TEXT REFERENCES cases (id),
    acting       TEXT NOT NULL,
    state        TEXT NOT NULL,
    booked_at    TEXT NOT NULL
) STRICT;
CREATE INDEX appointments_by_slot ON appointments (slot_id, state);
CREATE INDEX appointments_by_principal ON appointments (principal_id, seq DESC);

-- `case_id` is the case it came of; NULL for what was issued before this hall was opened. `state` is what was decided;
-- that it has expired follows from its date.
CREATE TABLE licences (
    seq         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL,
    name        TEXT NOT NULL,
    number      TEXT NOT NULL,
    holder_id   TEXT NOT NULL,
    holder      TEXT NOT NULL,
    issued_by   TEXT NOT NULL,
    issued_on   TEXT NOT NULL,
    valid_until TEXT,
    state       TEXT NOT NULL,
    case_id     TEXT REFERENCES cases (id),
    matter      TEXT
) STRICT;
CREATE INDEX licences_by_holder ON licences (holder_id, seq DESC);

-- Codes to be shown and read once; only their SHA-256 is kept, and only until they are read or their time is over.
CREATE TABLE licence_codes (
    code_hash  TEXT PRIMARY KEY,
    licence_id TEXT NOT NULL REFERENCES licences (id),
    expires_s  INTEGER NOT NULL
) STRICT;
CREATE INDEX licence_codes_by_licence ON licence_codes (licence_id);
