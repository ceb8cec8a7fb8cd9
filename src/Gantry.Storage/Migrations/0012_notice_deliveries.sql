-- How it went with the last notices of each channel; the notices themselves go when they have arrived.
CREATE TABLE notice_deliveries (
    channel {text} PRIMARY KEY,
    arrived_at BIGINT,
    failed_at BIGINT,
    last_error TEXT NOT NULL DEFAULT ''
);
