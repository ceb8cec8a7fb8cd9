CREATE TABLE contents (
    hash {text} PRIMARY KEY,
    size BIGINT NOT NULL CHECK (size >= 0),
    -- When the bytes were last brought: what is new is not swept, even if nothing refers to it yet.
    kept_at BIGINT NOT NULL,
    -- The large object that holds the bytes, where they are kept in PostgreSQL.
    large_object BIGINT,
    -- The G-code out of a packed file.
    plain_hash {text} REFERENCES contents (hash) ON DELETE SET NULL DEFERRABLE INITIALLY IMMEDIATE,
    analysis TEXT,
    -- Which form of analysis it is; an older one is made again when the file is used.
    analysis_version BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX contents_by_plain ON contents (plain_hash);
CREATE INDEX contents_by_age ON contents (kept_at);

CREATE TABLE thumbnails (
    content_hash {text} NOT NULL REFERENCES contents (hash) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    data {blob} NOT NULL,
    PRIMARY KEY (content_hash, position)
);

-- As long as one of these has not run out, no bytes are removed: a backup is copying them.
CREATE TABLE content_holds (
    id {text} PRIMARY KEY,
    reason TEXT NOT NULL,
    until_at BIGINT NOT NULL
);

CREATE TABLE folders (
    id {identity},
    parent_id BIGINT REFERENCES folders (id) DEFERRABLE INITIALLY IMMEDIATE,
    name TEXT NOT NULL,
    name_key {text} NOT NULL,
    created_by TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (parent_id, name_key)
);
INSERT INTO folders (id, parent_id, name, name_key, created_at) VALUES (0, NULL, '', '', 0);

CREATE TABLE files (
    id {identity},
    folder_id BIGINT NOT NULL REFERENCES folders (id),
    name TEXT NOT NULL,
    name_key {text} NOT NULL,
    content_hash {text} NOT NULL REFERENCES contents (hash),
    size BIGINT NOT NULL,
    kind {text} NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    uploader_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    uploader_name TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT '',
    uploaded_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    -- Out of the analysis, for lists and searches. 0 or empty: not known.
    slicer TEXT NOT NULL DEFAULT '',
    printer_model {text} NOT NULL DEFAULT '',
    material {text} NOT NULL DEFAULT '',
    nozzle_mm DOUBLE PRECISION NOT NULL DEFAULT 0,
    layer_mm DOUBLE PRECISION NOT NULL DEFAULT 0,
    seconds DOUBLE PRECISION NOT NULL DEFAULT 0,
    filament_mm DOUBLE PRECISION NOT NULL DEFAULT 0,
    filament_g DOUBLE PRECISION NOT NULL DEFAULT 0,
    size_x DOUBLE PRECISION NOT NULL DEFAULT 0,
    size_y DOUBLE PRECISION NOT NULL DEFAULT 0,
    size_z DOUBLE PRECISION NOT NULL DEFAULT 0,
    tools BIGINT NOT NULL DEFAULT 0,
    -- What became of it.
    printed_good BIGINT NOT NULL DEFAULT 0,
    printed_bad BIGINT NOT NULL DEFAULT 0,
    printed_at BIGINT NOT NULL DEFAULT 0,
    -- All words that a search finds, folded.
    search TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (folder_id, name_key)
);
CREATE INDEX files_by_content ON files (content_hash);
CREATE INDEX files_by_uploader ON files (uploader_id);
CREATE INDEX files_by_name ON files (name_key, id);
CREATE INDEX files_by_upload ON files (uploaded_at, id);
CREATE INDEX files_by_size ON files (size, id);
CREATE INDEX files_by_time ON files (seconds, id);
CREATE INDEX files_by_filament ON files (filament_g, id);
CREATE INDEX files_by_print ON files (printed_at, id);

CREATE TABLE file_tags (
    file_id BIGINT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    tag {text} NOT NULL,
    PRIMARY KEY (file_id, tag)
);
CREATE INDEX file_tags_by_tag ON file_tags (tag, file_id);
