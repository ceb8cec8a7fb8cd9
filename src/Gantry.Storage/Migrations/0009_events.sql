-- What happened lately, for listeners that come back and ask for what they missed.
CREATE TABLE events (
    -- 1, 2, 3 in the order of the commits.
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    kind {text} NOT NULL,
    printer_id BIGINT,
    job_id BIGINT,
    user_id BIGINT,
    data TEXT NOT NULL
);
CREATE INDEX events_by_time ON events (at);

-- Notices on their way to a webhook, a mailbox and the like; one row for each receiver.
CREATE TABLE outbox (
    id {identity},
    channel {text} NOT NULL,
    kind {text} NOT NULL,
    data TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- Also how a node claims it: nobody else tries until then.
    next_attempt_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT '',
    given_up_at BIGINT
);
CREATE INDEX outbox_by_attempt ON outbox (next_attempt_at, id);

CREATE TABLE idempotency_keys (
    scope {text} NOT NULL,
    key {text} NOT NULL,
    request_hash {text} NOT NULL,
    -- Null: the first call is still under way, or its process died.
    status BIGINT,
    answer {blob},
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_by_end ON idempotency_keys (expires_at);
