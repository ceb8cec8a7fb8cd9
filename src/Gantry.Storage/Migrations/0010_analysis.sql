-- Why no analysis can be made of these bytes; empty when there is one, or none yet.
ALTER TABLE contents ADD COLUMN problem TEXT NOT NULL DEFAULT '';
CREATE INDEX contents_by_analysis ON contents (analysis_version);
