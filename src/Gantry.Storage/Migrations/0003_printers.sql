CREATE TABLE printers (
    id {identity},
    uid {text} NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_key {text} NOT NULL UNIQUE,
    url TEXT NOT NULL,
    model {text} NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    is_enabled BOOLEAN NOT NULL DEFAULT TRUE,
    in_maintenance BOOLEAN NOT NULL DEFAULT FALSE,
    position BIGINT NOT NULL DEFAULT 0,
    -- The whole configuration as JSON, and which form of it.
    document TEXT NOT NULL,
    document_version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE printer_tags (
    printer_id BIGINT NOT NULL REFERENCES printers (id) ON DELETE CASCADE,
    tag {text} NOT NULL,
    PRIMARY KEY (printer_id, tag)
);

-- What changes while it works, apart from the configuration, whose version stays as it is.
CREATE TABLE printer_status (
    printer_id BIGINT PRIMARY KEY REFERENCES printers (id) ON DELETE CASCADE,
    plate {text} NOT NULL,
    plate_at BIGINT NOT NULL,
    plate_print_id BIGINT,
    printed_seconds DOUBLE PRECISION NOT NULL DEFAULT 0,
    prints BIGINT NOT NULL DEFAULT 0,
    printed_at BIGINT,
    -- Anything else that must outlive the process, as the materials loaded, as JSON.
    document TEXT NOT NULL DEFAULT '{}',
    version BIGINT NOT NULL DEFAULT 1
);

-- Who drives a printer, and how often that changed: a write with an old epoch comes from one who was declared dead.
CREATE TABLE printer_owners (
    printer_id BIGINT PRIMARY KEY REFERENCES printers (id) ON DELETE CASCADE,
    node {text} NOT NULL,
    epoch BIGINT NOT NULL,
    since_at BIGINT NOT NULL
);

CREATE TABLE nodes (
    id {text} PRIMARY KEY,
    -- Where other nodes reach it, as http://host:8080.
    address TEXT NOT NULL,
    program_version TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    document TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE maintenance_tasks (
    id {identity},
    printer_id BIGINT NOT NULL REFERENCES printers (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    -- Due after so many hours of printing, or so many days, or whichever comes first.
    every_hours DOUBLE PRECISION,
    every_days DOUBLE PRECISION,
    done_at BIGINT NOT NULL,
    done_printed_seconds DOUBLE PRECISION NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX maintenance_tasks_by_printer ON maintenance_tasks (printer_id);

CREATE TABLE maintenance_log (
    id {identity},
    printer_id BIGINT NOT NULL REFERENCES printers (id) ON DELETE CASCADE,
    task_id BIGINT REFERENCES maintenance_tasks (id) ON DELETE SET NULL,
    at BIGINT NOT NULL,
    user_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    user_name TEXT NOT NULL,
    text TEXT NOT NULL,
    printed_seconds DOUBLE PRECISION NOT NULL
);
CREATE INDEX maintenance_log_by_printer ON maintenance_log (printer_id, id);
CREATE INDEX maintenance_log_by_task ON maintenance_log (task_id);
CREATE INDEX maintenance_log_by_user ON maintenance_log (user_id);
