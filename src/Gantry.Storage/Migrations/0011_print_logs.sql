-- What the firmware said while it printed, and the last lines before the end, packed.
CREATE TABLE print_logs (
    print_id BIGINT PRIMARY KEY REFERENCES prints (id) ON DELETE CASCADE,
    data {blob} NOT NULL
);
