CREATE TABLE audit (
    -- 1, 2, 3 without a gap.
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    user_id BIGINT,
    user_name TEXT NOT NULL,
    -- Through which door, and from where.
    source TEXT NOT NULL,
    action {text} NOT NULL,
    subject_kind {text} NOT NULL,
    subject_id {text} NOT NULL,
    subject_name TEXT NOT NULL,
    detail TEXT NOT NULL,
    -- SHA-256 over this entry and the hash of the one before.
    hash {text} NOT NULL
);
CREATE INDEX audit_by_time ON audit (at, id);
CREATE INDEX audit_by_subject ON audit (subject_kind, subject_id, id);
CREATE INDEX audit_by_user ON audit (user_id, id);
