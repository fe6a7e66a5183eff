-- Bundles (一件事), payments, parcels, and two registers.

-- The cases of a bundle's parts came of one filing together with it: filing and running number are unique only among
-- cases that are no part. SQLite changes no constraint in place, so the table is written anew (foreign keys are off
-- while the schema changes; the trigger on case_events names the table, and is not looked at while it is away).
PRAGMA legacy_alter_table = ON;
CREATE TABLE cases_anew (
    id            TEXT PRIMARY KEY,
    filing_id     TEXT NOT NULL REFERENCES filing_ids (id),
    person_id     TEXT NOT NULL REFERENCES people (id),
    hall_seq      INTEGER NOT NULL,
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
    updated_at    TEXT NOT NULL,
    principal_id  TEXT NOT NULL DEFAULT '',
    mandate_id    TEXT REFERENCES mandates (id),
    project       TEXT REFERENCES projects (code),
    -- The case of the whole, and which of its parts this is, from 0.
    bundle_id     TEXT REFERENCES cases (id),
    part          INTEGER
) STRICT;
INSERT INTO cases_anew (id, filing_id, person_id, hall_seq, matter, guide_version, title, state, receipt_no, case_no,
    acting, accepted_on, decided_on, received_at, updated_at, principal_id, mandate_id, project)
  SELECT id, filing_id, person_id, hall_seq, matter, guide_version, title, state, receipt_no, case_no,
    acting, accepted_on, decided_on, received_at, updated_at, principal_id, mandate_id, project FROM cases;
DROP TABLE cases;
ALTER TABLE cases_anew RENAME TO cases;
PRAGMA legacy_alter_table = OFF;
CREATE UNIQUE INDEX one_case_per_filing ON cases (filing_id) WHERE bundle_id IS NULL;
CREATE UNIQUE INDEX one_case_per_number ON cases (hall_seq) WHERE bundle_id IS NULL;
CREATE UNIQUE INDEX cases_by_bundle ON cases (bundle_id, part) WHERE bundle_id IS NOT NULL;
CREATE INDEX cases_by_principal ON cases (principal_id, hall_seq DESC);
CREATE INDEX cases_by_project ON cases (project, hall_seq) WHERE project IS NOT NULL;
CREATE INDEX cases_by_actor ON cases (person_id);
CREATE INDEX cases_by_receipt_no ON cases (receipt_no);

-- What a matter costs. `body` is how the amount comes about.
CREATE TABLE fee_rates (
    matter   TEXT NOT NULL,
    position INTEGER NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (matter, position)
) STRICT;

-- `token` is in the address of the cashier's page, `once` in its form; it is taken away when the money was taken.
CREATE TABLE payments (
    seq        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    case_id    TEXT NOT NULL UNIQUE REFERENCES cases (id),
    items      TEXT NOT NULL,
    state      TEXT NOT NULL,
    pay_by     TEXT,
    token      TEXT UNIQUE,
    once       TEXT,
    paid_at    TEXT,
    voucher_no TEXT UNIQUE
) STRICT;

CREATE TABLE parcels (
    seq         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    case_id     TEXT NOT NULL REFERENCES cases (id),
    direction   TEXT NOT NULL,
    carrier     TEXT NOT NULL,
    tracking_no TEXT UNIQUE,
    state       TEXT NOT NULL,
    prepared_s  INTEGER NOT NULL
) STRICT;
CREATE INDEX parcels_by_case ON parcels (case_id, seq);

-- Append-only.
CREATE TABLE parcel_events (
    parcel_id TEXT NOT NULL REFERENCES parcels (id),
    seq       INTEGER NOT NULL,
    at        TEXT NOT NULL,
    text      TEXT NOT NULL,
    PRIMARY KEY (parcel_id, seq)
) STRICT;

CREATE TABLE intermediaries (
    seq           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    credit_code   TEXT NOT NULL UNIQUE,
    services      TEXT NOT NULL,
    address       TEXT NOT NULL,
    phone         TEXT NOT NULL,
    registered_on TEXT NOT NULL,
    state         TEXT NOT NULL
) STRICT;

CREATE TABLE policies (
    seq          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    title        TEXT NOT NULL,
    issuer       TEXT NOT NULL,
    number       TEXT NOT NULL,
    audiences    TEXT NOT NULL,
    published_on TEXT NOT NULL,
    valid_until  TEXT,
    summary      TEXT NOT NULL,
    matter       TEXT,
    text         TEXT NOT NULL,
    conditions   TEXT NOT NULL
) STRICT;
