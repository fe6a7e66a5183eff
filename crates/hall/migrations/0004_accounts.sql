-- People may have records here and no account: those whom only the window knows.
ALTER TABLE people ADD COLUMN account INTEGER NOT NULL DEFAULT 1;
