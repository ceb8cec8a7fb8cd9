/** How long after a lost connection a new one is tried, in milliseconds; the last one again and again. */
const retryMs = [500, 1_000, 2_000, 5_000, 10_000];

/** The server says something at least every 10 s; three missed are a dead line that TCP has not noticed. */
const silenceMs = 35_000;

export interface LiveHandlers {
  /** An event of the server. */
  onEvent(kind: string, data: unknown): void;
  /** The connection came (true) or went (false). */
  onConnection(connected: boolean): void;
}

/** What of EventSource is used here; tests bring their own. */
export interface EventStream {
  onopen: ((event: Event) => unknown) | null;
  onerror: ((event: Event) => unknown) | null;
  addEventListener(kind: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export const eventKinds = [
  "hello",
  "beat",
  "reset",
  "printer",
  "printer.removed",
  "job",
  "job.removed",
  "queue",
  "file",
  "file.removed",
  "print",
  "port",
  "port.removed",
  "notice",
] as const;

/**
 * The server's live events, for ever: when the line is lost it is opened anew, from the last event on. (EventSource tries
 * again by itself only after some failures, and never notices a line that has gone silent.)
 */
export class LiveEvents {
  private stream: EventStream | null = null;
  private lastId = "";
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly url: string,
    private readonly handlers: LiveHandlers,
    private readonly open: (url: string) => EventStream = (u) =>
      new EventSource(u) as unknown as EventStream,
  ) {}

  start(): void {
    if (this.stream) return;
    const after = this.lastId === "" ? "" : `?after=${encodeURIComponent(this.lastId)}`;
    const stream = this.open(this.url + after);
    this.stream = stream;
    stream.onopen = () => {
      this.failures = 0;
      this.watch();
      this.handlers.onConnection(true);
    };
    stream.onerror = () => this.lost();
    for (const kind of eventKinds)
      stream.addEventListener(kind, (event) => this.received(kind, event));
    this.watch();
  }

  /** Tries at once what would be tried a little later: the device is on a network again, or somebody looks at the page again. */
  hurry(): void {
    if (this.stream || this.timer === undefined || this.failures === 0) return;
    clearTimeout(this.timer);
    this.failures = 0;
    this.start();
  }

  /** Ends it; nothing is called any more. */
  stop(): void {
    clearTimeout(this.timer);
    this.stream?.close();
    this.stream = null;
    this.failures = 0;
  }

  private received(kind: string, event: MessageEvent<string>): void {
    this.watch();
    if (event.lastEventId !== "") this.lastId = event.lastEventId;
    let data: unknown;
    try {
      data = JSON.parse(event.data);
    } catch {
      return;
    }
    this.handlers.onEvent(kind, data);
  }

  private lost(): void {
    if (!this.stream) return;
    this.stream.close();
    this.stream = null;
    this.handlers.onConnection(false);
    const wait = retryMs[Math.min(this.failures++, retryMs.length - 1)]!;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.start(), wait);
  }

  private watch(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lost(), silenceMs);
  }
}
