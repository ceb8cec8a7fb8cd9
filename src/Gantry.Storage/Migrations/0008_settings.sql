CREATE TABLE settings (
    name {text} PRIMARY KEY,
    -- JSON.
    value TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

-- Passwords and keys of others, sealed with the key file of the data directory. They go out to nobody but their use.
CREATE TABLE secrets (
    name {text} PRIMARY KEY,
    sealed {blob} NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL
);
