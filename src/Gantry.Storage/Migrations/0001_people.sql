CREATE TABLE users (
    id {identity},
    name TEXT NOT NULL,
    name_key {text} NOT NULL UNIQUE,
    display_name TEXT NOT NULL DEFAULT '',
    email TEXT,
    -- Null: cannot sign in with a password.
    password_hash TEXT,
    role {text} NOT NULL,
    is_disabled BOOLEAN NOT NULL DEFAULT FALSE,
    -- What only the site needs to know, as language and theme, as JSON.
    document TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    signed_in_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE sessions (
    -- SHA-256 of the cookie: who reads the database cannot sign in with what is in it.
    token_hash {text} PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    agent TEXT NOT NULL DEFAULT ''
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE api_keys (
    id {identity},
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- How the key is presented: a plain key, or the digest of a paired program.
    kind {text} NOT NULL,
    key_hash {text} NOT NULL UNIQUE,
    hint TEXT NOT NULL,
    scopes TEXT NOT NULL,
    -- JSON array of printer ids; null: all printers.
    printer_ids TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX api_keys_by_user ON api_keys (user_id);

CREATE TABLE quotas (
    id {identity},
    -- Of one user, or of everybody with a role who has none of his own.
    user_id BIGINT UNIQUE REFERENCES users (id) ON DELETE CASCADE,
    role {text} UNIQUE,
    jobs_per_week BIGINT,
    hours_per_week DOUBLE PRECISION,
    grams_per_week DOUBLE PRECISION,
    longest_hours DOUBLE PRECISION,
    one_at_a_time BOOLEAN NOT NULL DEFAULT FALSE,
    needs_approval BOOLEAN NOT NULL DEFAULT FALSE,
    version BIGINT NOT NULL DEFAULT 1,
    CHECK ((user_id IS NULL) <> (role IS NULL))
);
