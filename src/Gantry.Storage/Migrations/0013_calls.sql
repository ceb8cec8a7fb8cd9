-- Which start of which node began a call: what a dead process left is no call under way.
ALTER TABLE idempotency_keys ADD COLUMN node {text} NOT NULL DEFAULT '';
ALTER TABLE idempotency_keys ADD COLUMN node_started_at BIGINT NOT NULL DEFAULT 0;
-- Different each time that the call is begun: whoever was taken for dead and is not makes nothing any more.
ALTER TABLE idempotency_keys ADD COLUMN attempt {text} NOT NULL DEFAULT '';
-- What the call made, noted in the unit of work that made it.
ALTER TABLE idempotency_keys ADD COLUMN made_id BIGINT;
