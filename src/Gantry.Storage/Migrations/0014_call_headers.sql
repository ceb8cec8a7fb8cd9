-- The headers of an answer that say what was made: without them it cannot be found or changed by who hears the answer late.
ALTER TABLE idempotency_keys ADD COLUMN location {text} NOT NULL DEFAULT '';
ALTER TABLE idempotency_keys ADD COLUMN etag {text} NOT NULL DEFAULT '';
