/** What the server (or the way to it) had against a request: RFC 9457, with a stable `code`. */
export class Problem extends Error {
  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    readonly code: string,
    /** In words that a person can act on. */
    readonly detail: string,
    /** What is wrong with which field. */
    readonly fields: Record<string, string[]> = {},
    /** Seconds after which it may be tried again. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail);
    this.name = "Problem";
  }

  /** Whether the server was not reached at all. */
  get isOffline(): boolean {
    return this.status === 0;
  }

  static async from(response: Response): Promise<Problem> {
    const retry = Number(response.headers.get("Retry-After"));
    let body: Record<string, unknown> = {};
    try {
      if (response.headers.get("Content-Type")?.includes("json")) body = await response.json();
    } catch {
      // The status still says something.
    }
    const text = (name: string) => (typeof body[name] === "string" ? (body[name] as string) : "");
    return new Problem(
      response.status,
      text("code") || `http${response.status}`,
      text("detail") || text("title") || `${response.status} ${response.statusText}`.trim(),
      fieldsOf(body["errors"]),
      Number.isFinite(retry) && retry > 0 ? retry : null,
    );
  }

  /** Whatever was thrown, as a problem that can be shown. */
  static of(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    if (thrown instanceof DOMException && thrown.name === "TimeoutError")
      return new Problem(0, "timeout", "The server did not answer in time.");
    if (thrown instanceof TypeError)
      return new Problem(0, "offline", "The server cannot be reached.");
    return new Problem(0, "unknown", thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function fieldsOf(errors: unknown): Record<string, string[]> {
  if (typeof errors !== "object" || errors === null) return {};
  const fields: Record<string, string[]> = {};
  for (const [name, texts] of Object.entries(errors))
    if (Array.isArray(texts)) fields[name] = texts.map(String);
  return fields;
}
