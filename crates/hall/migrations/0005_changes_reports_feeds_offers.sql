-- What changed in the catalogue, which papers go with it, what people found wrong in it; what happened to cases in one
-- row of numbers; mandates that are granted online.

-- Who published a guide: only what came with the program is withdrawn when the program no longer has it.
ALTER TABLE guides ADD COLUMN origin TEXT NOT NULL DEFAULT 'seed';

-- Append-only. `version` NULL: the matter was withdrawn. AUTOINCREMENT: a number is never given twice.
CREATE TABLE catalogue_changes (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    matter  TEXT NOT NULL,
    version INTEGER,
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX catalogue_changes_by_matter ON catalogue_changes (matter, seq);
INSERT INTO catalogue_changes (matter, version, at)
    SELECT matter, version, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now') FROM guides WHERE current ORDER BY position, matter;

-- Blank and sample forms. Bytes never change under one id.
CREATE TABLE guide_documents (
    matter     TEXT NOT NULL,
    id         TEXT NOT NULL,
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    bytes      BLOB NOT NULL,
    PRIMARY KEY (matter, id)
) STRICT;

CREATE TABLE guide_reports (
    seq         INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    person_id   TEXT NOT NULL REFERENCES people (id),
    matter      TEXT NOT NULL,
    version     INTEGER NOT NULL,
    part        TEXT NOT NULL,
    text        TEXT NOT NULL,
    received_at TEXT NOT NULL,
    state       TEXT NOT NULL,
    answered_at TEXT,
    answered_by TEXT,
    answer      TEXT
) STRICT;

-- Every event of every case in the order in which it was written, with the state it left. A trigger writes it, so that
-- no way of adding an event can forget to.
CREATE TABLE case_feed (
    n       INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id TEXT NOT NULL REFERENCES cases (id),
    seq     INTEGER NOT NULL,
    state   TEXT NOT NULL
) STRICT;
INSERT INTO case_feed (case_id, seq, state)
    SELECT case_id, seq, CASE kind
        WHEN 'received' THEN 'submitted'
        WHEN 'accepted' THEN 'under-review'
        WHEN 'correction-asked' THEN 'correction-needed'
        WHEN 'resumed' THEN 'under-review'
        WHEN 'correction-answered' THEN
            CASE WHEN EXISTS (SELECT 1 FROM case_events before WHERE before.case_id = case_events.case_id
                AND before.seq < case_events.seq AND before.kind = 'accepted')
            THEN 'under-review' ELSE 'submitted' END
        ELSE kind END
    FROM case_events ORDER BY at, case_id, seq;
CREATE TRIGGER case_events_are_fed AFTER INSERT ON case_events BEGIN
    INSERT INTO case_feed (case_id, seq, state)
        SELECT NEW.case_id, NEW.seq, state FROM cases WHERE id = NEW.case_id;
END;
CREATE INDEX cases_by_actor ON cases (person_id);

-- A case is looked up by what is printed on paper.
CREATE INDEX cases_by_receipt_no ON cases (receipt_no);

-- `answer`: what the agent said to a mandate granted online (offered, accepted, declined); NULL for those of paper.
ALTER TABLE mandates ADD COLUMN answer TEXT;
