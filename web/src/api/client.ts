import { Problem } from "./problem";

/** After this many milliseconds without an answer a request is given up. */
const usualLimitMs = 20_000;

export interface RequestOptions {
  /** The version that a change starts from; the server refuses it when somebody was faster. */
  version?: number | undefined;
  /** The same key makes the server do a thing once, however often it is asked. */
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
  /** For what takes longer than a request usually may. */
  timeLimitMs?: number | undefined;
}

export type Query = Record<
  string,
  string | number | boolean | null | undefined | (string | number)[]
>;

/** Speaks with `/fleet/v1` of the server that this page came from. */
export class Client {
  /** Sent with every write; comes with the session. */
  csrfToken = "";

  /** Called when the server says that nobody is signed in. */
  onSignedOut: (() => void) | null = null;

  constructor(
    private readonly base = "/fleet/v1",
    private readonly fetcher: typeof fetch = (input, init) => fetch(input, init),
  ) {}

  get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
    return this.send<T>("GET", path + queryText(query), undefined, { signal });
  }

  post<T = void>(path: string, body?: unknown, options?: RequestOptions): Promise<T> {
    return this.send<T>("POST", path, body ?? {}, options);
  }

  put<T = void>(path: string, body: unknown, options?: RequestOptions): Promise<T> {
    return this.send<T>("PUT", path, body, options);
  }

  patch<T = void>(path: string, body: unknown, options?: RequestOptions): Promise<T> {
    return this.send<T>("PATCH", path, body, options);
  }

  delete<T = void>(path: string, options?: RequestOptions): Promise<T> {
    return this.send<T>("DELETE", path, undefined, options);
  }

  /** The address of something that the browser fetches itself, as a picture or a download. */
  url(path: string, query?: Query): string {
    return this.base + path + queryText(query);
  }

  /** A picture; with a body it is asked for by POST. Fetched here, so that a failure has words. */
  picture(path: string, body?: unknown): Promise<Blob> {
    return this.send<Blob>(body === undefined ? "GET" : "POST", path, body);
  }

  /** Sends bytes as they are, by their own media type. */
  putBlob<T = void>(path: string, body: Blob): Promise<T> {
    return this.send<T>("PUT", path, body);
  }

  private async send<T>(
    method: string,
    path: string,
    body: unknown,
    options: RequestOptions = {},
  ): Promise<T> {
    const headers = new Headers({ Accept: "application/json" });
    if (body instanceof Blob) headers.set("Content-Type", body.type || "image/jpeg");
    else if (body !== undefined) headers.set("Content-Type", "application/json");
    if (method !== "GET") headers.set("X-CSRF-Token", this.csrfToken);
    if (options.version !== undefined) headers.set("If-Match", `"${options.version}"`);
    if (options.idempotencyKey) headers.set("Idempotency-Key", options.idempotencyKey);
    const limit = AbortSignal.timeout(options.timeLimitMs ?? usualLimitMs);
    let response: Response;
    try {
      response = await this.fetcher(this.base + path, {
        method,
        headers,
        credentials: "same-origin",
        ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
        signal: options.signal ? AbortSignal.any([options.signal, limit]) : limit,
      });
    } catch (thrown) {
      if (options.signal?.aborted) throw thrown;
      throw Problem.of(thrown);
    }
    if (response.ok) return (await bodyOf(response)) as T;
    const problem = await Problem.from(response);
    if (problem.status === 401 && path !== "/session") this.onSignedOut?.();
    throw problem;
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("image/")) return response.blob();
  return type.includes("json") ? response.json() : undefined;
}

/** `?a=1&b=x&b=y`, or nothing; what is null, undefined or empty is left out. */
export function queryText(query: Query | undefined): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    const all = Array.isArray(value) ? value : [value];
    for (const one of all)
      if (one !== null && one !== undefined && one !== "") values.append(name, String(one));
  }
  const text = values.toString();
  return text === "" ? "" : `?${text}`;
}

/** One for each thing that a person asks for; asking again with it is safe. */
export function newIdempotencyKey(): string {
  // crypto.randomUUID is there on secure origins alone, and a workshop's server is often plain HTTP.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}
