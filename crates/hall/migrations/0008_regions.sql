-- Regions that were imported; those that come with the program are used as long as there are none. `body` is the region as
-- it is served.
CREATE TABLE regions (
    position INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    body     TEXT NOT NULL
) STRICT;
