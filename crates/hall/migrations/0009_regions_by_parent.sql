-- Regions as rows that are asked one level at a time: a province has tens of thousands, the country 650,000.
-- `depth` counts the steps from the highest; `position` is the order of the list they came in, in which what lies in
-- something comes later. `plain` is the name without what is no letter; `pinyin` and `initials` are for who types Latin
-- letters. All three are NULL until the hall has read the name.
CREATE TABLE regions_asked (
    position INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    parent   TEXT,
    depth    INTEGER NOT NULL,
    name     TEXT NOT NULL,
    level    TEXT NOT NULL,
    text     TEXT NOT NULL,
    plain    TEXT,
    pinyin   TEXT,
    initials TEXT
) STRICT;

INSERT INTO regions_asked (position, code, parent, depth, name, level, text)
SELECT position, code, body ->> '$.parent', 0, body ->> '$.name', body ->> '$.level.code', body ->> '$.level.text'
FROM regions;
DROP TABLE regions;
ALTER TABLE regions_asked RENAME TO regions;
CREATE INDEX regions_under ON regions (parent, position);
CREATE INDEX regions_by_depth ON regions (depth, position);
CREATE INDEX regions_by_name ON regions (plain);
CREATE INDEX regions_by_pinyin ON regions (pinyin);
CREATE INDEX regions_by_initials ON regions (initials);

WITH RECURSIVE down (code, depth) AS (
    SELECT code, 0 FROM regions WHERE parent IS NULL
    UNION ALL
    SELECT it.code, down.depth + 1 FROM down JOIN regions it ON it.parent = down.code
)
UPDATE regions SET depth = down.depth FROM down WHERE down.code = regions.code;

-- What is here by now was imported; only an import puts something else in the place of what comes with the program.
INSERT INTO meta (key, value) SELECT 'regions', 'imported' WHERE EXISTS (SELECT 1 FROM regions)
ON CONFLICT (key) DO NOTHING;
