CREATE TABLE jobs (
    id {identity},
    uid {text} NOT NULL UNIQUE,
    name TEXT NOT NULL,
    file_id BIGINT REFERENCES files (id) ON DELETE SET NULL,
    -- What is printed stays what was approved, whatever becomes of the file in the library. Null only when the job has
    -- ended and nothing else needed the bytes.
    content_hash {text} REFERENCES contents (hash) ON DELETE SET NULL,
    state {text} NOT NULL,
    -- The queue's order: higher priority first, then lower rank.
    priority BIGINT NOT NULL DEFAULT 0,
    rank BIGINT NOT NULL,
    copies BIGINT NOT NULL CHECK (copies > 0),
    copies_started BIGINT NOT NULL DEFAULT 0,
    copies_good BIGINT NOT NULL DEFAULT 0,
    copies_bad BIGINT NOT NULL DEFAULT 0,
    is_held BOOLEAN NOT NULL DEFAULT FALSE,
    hold_reason TEXT NOT NULL DEFAULT '',
    not_before BIGINT,
    printer_id BIGINT REFERENCES printers (id) ON DELETE SET NULL,
    -- All wishes for the printer as JSON: model, tags, material, colour, nozzle, a set of printers.
    routing TEXT NOT NULL DEFAULT '{}',
    seconds DOUBLE PRECISION NOT NULL DEFAULT 0,
    filament_g DOUBLE PRECISION NOT NULL DEFAULT 0,
    owner_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    owner_name TEXT NOT NULL,
    approver_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    approver_name TEXT NOT NULL DEFAULT '',
    approved_at BIGINT,
    source TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    document TEXT NOT NULL DEFAULT '{}',
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    ended_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1,
    CHECK (copies_started >= 0)
);
CREATE INDEX jobs_by_order ON jobs (state, priority, rank, id);
CREATE INDEX jobs_by_owner ON jobs (owner_id, created_at);
CREATE INDEX jobs_by_file ON jobs (file_id);
CREATE INDEX jobs_by_content ON jobs (content_hash);
CREATE INDEX jobs_by_printer ON jobs (printer_id);
CREATE INDEX jobs_by_approver ON jobs (approver_id);
CREATE INDEX jobs_by_end ON jobs (ended_at);

-- The same part sliced for other printer models.
CREATE TABLE job_variants (
    job_id BIGINT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    printer_model {text} NOT NULL,
    file_id BIGINT REFERENCES files (id) ON DELETE SET NULL,
    content_hash {text} REFERENCES contents (hash) ON DELETE SET NULL,
    seconds DOUBLE PRECISION NOT NULL DEFAULT 0,
    filament_g DOUBLE PRECISION NOT NULL DEFAULT 0,
    PRIMARY KEY (job_id, position)
);
CREATE INDEX job_variants_by_file ON job_variants (file_id);
CREATE INDEX job_variants_by_content ON job_variants (content_hash);
