-- What is printed now and what was: a print moves from one to the other by its end alone.
CREATE TABLE prints (
    id {identity},
    uid {text} NOT NULL UNIQUE,
    job_id BIGINT REFERENCES jobs (id) ON DELETE SET NULL,
    printer_id BIGINT REFERENCES printers (id) ON DELETE SET NULL,
    printer_name TEXT NOT NULL,
    file_id BIGINT REFERENCES files (id) ON DELETE SET NULL,
    file_name TEXT NOT NULL,
    -- What was printed, also when the bytes are gone. While keeps_content is true they stay, to be printed again.
    content_hash {text} NOT NULL,
    keeps_content BOOLEAN NOT NULL DEFAULT TRUE,
    user_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    user_name TEXT NOT NULL,
    state {text} NOT NULL,
    -- The owner that started it (printer_owners).
    node {text} NOT NULL,
    epoch BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    seconds DOUBLE PRECISION NOT NULL DEFAULT 0,
    -- Why it ended as it did, and what the firmware said then.
    reason TEXT NOT NULL DEFAULT '',
    firmware_words TEXT NOT NULL DEFAULT '',
    verdict {text} NOT NULL DEFAULT 'None',
    verdict_reason TEXT NOT NULL DEFAULT '',
    verdict_by TEXT NOT NULL DEFAULT '',
    verdict_at BIGINT,
    photo_hash {text} REFERENCES contents (hash) ON DELETE SET NULL,
    material {text} NOT NULL DEFAULT '',
    filament_mm DOUBLE PRECISION NOT NULL DEFAULT 0,
    filament_g DOUBLE PRECISION NOT NULL DEFAULT 0,
    energy_wh DOUBLE PRECISION,
    cost DOUBLE PRECISION,
    document TEXT NOT NULL DEFAULT '{}',
    version BIGINT NOT NULL DEFAULT 1
);
-- No printer ever has two prints, whatever else goes wrong.
CREATE UNIQUE INDEX prints_one_for_a_printer ON prints (printer_id) WHERE ended_at IS NULL;
CREATE INDEX prints_by_start ON prints (started_at, id);
CREATE INDEX prints_by_printer ON prints (printer_id, started_at);
CREATE INDEX prints_by_user ON prints (user_id, started_at);
CREATE INDEX prints_by_job ON prints (job_id);
CREATE INDEX prints_by_file ON prints (file_id);
CREATE INDEX prints_by_content ON prints (content_hash);
CREATE INDEX prints_by_photo ON prints (photo_hash);

CREATE TABLE print_temperatures (
    print_id BIGINT PRIMARY KEY REFERENCES prints (id) ON DELETE CASCADE,
    data {blob} NOT NULL
);
