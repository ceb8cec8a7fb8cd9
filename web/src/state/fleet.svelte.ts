import { LiveEvents } from "../api/live";
import { Problem } from "../api/problem";
import type { Job, LibraryFile, Notice, Port, Print, Printer, Queue } from "../api/types";
import { clock } from "./clock.svelte";
import { Entries } from "./entries.svelte";
import { Meanwhile } from "./meanwhile";
import { api, session } from "./session.svelte";

const byPosition = (a: Printer, b: Printer) =>
  a.position - b.position || a.name.localeCompare(b.name);
const byQueue = (a: Job, b: Job) => b.priority - a.priority || a.rank - b.rank || a.id - b.id;

/** Notices that are kept for the bell; the history has all. */
const keptNotices = 50;

type Listener<T> = (value: T) => void;

/** The fleet as the server last told it: loaded once, then kept by its events. */
class Fleet {
  readonly printers = new Entries<Printer>(byPosition);
  /** Jobs that have not ended. */
  readonly jobs = new Entries<Job>(byQueue);
  queuePaused = $state(false);
  notices = $state.raw<readonly Notice[]>([]);

  /** Whether everything was loaded at least once. */
  loaded = $state(false);
  /** Why it was not; null when it was. */
  problem = $state.raw<Problem | null>(null);
  connected = $state(false);
  /** When the last word of the server came, by the page's clock; null before the first. */
  heardAt = $state<number | null>(null);

  private events: LiveEvents | null = null;
  private readonly fileListeners = new Set<Listener<LibraryFile | { id: number; removed: true }>>();
  private readonly printListeners = new Set<Listener<Print>>();
  private readonly printerListeners = new Set<(before: Printer, now: Printer) => void>();
  private readonly portListeners = new Set<Listener<Port | { number: number; removed: true }>>();

  start(): void {
    if (this.events) return;
    this.events = new LiveEvents(api.url("/events"), {
      onEvent: (kind, data) => this.receive(kind, data),
      onConnection: (connected) => this.connection(connected),
    });
    this.events.start();
    window.addEventListener("online", this.hurry);
    document.addEventListener("visibilitychange", this.hurry);
    void this.load();
  }

  private readonly hurry = () => {
    if (!document.hidden) this.events?.hurry();
  };

  stop(): void {
    this.events?.stop();
    window.removeEventListener("online", this.hurry);
    document.removeEventListener("visibilitychange", this.hurry);
    this.events = null;
    this.loaded = false;
    this.connected = false;
    this.printers.replace([]);
    this.jobs.replace([]);
    this.notices = [];
  }

  private readonly meanwhile = new Meanwhile<[kind: string, data: unknown]>(([kind, data]) =>
    this.change(kind, data),
  );

  /** Reads everything from the server. */
  async load(): Promise<void> {
    try {
      await this.meanwhile.read(
        () => Promise.all([api.get<{ items: Printer[] }>("/printers"), api.get<Queue>("/queue")]),
        ([printers, queue]) => {
          this.printers.replace(printers.items.map((p) => this.newest(p)));
          this.jobs.replace(queue.items);
          this.queuePaused = queue.paused;
          this.loaded = true;
          this.problem = null;
        },
      );
    } catch (thrown) {
      this.problem = Problem.of(thrown);
    }
  }

  /** Takes a printer as the server answered. An event may have been faster than the answer: what is newer stays. */
  take(printer: Printer): void {
    this.printers.set(this.newest(printer));
  }

  private newest(printer: Printer): Printer {
    const known = this.printers.get(printer.id)?.value.live;
    if (!known || Date.parse(known.at) <= Date.parse(printer.live.at)) return printer;
    return { ...printer, live: { ...known, canControl: printer.live.canControl } };
  }

  /** Calls the listener with files that come or change; the answer ends that. */
  onFile(listener: Listener<LibraryFile | { id: number; removed: true }>): () => void {
    return listen(this.fileListeners, listener);
  }

  /** Calls the listener with a printer that an event has changed, as it was and as it is; the answer ends that. */
  onPrinter(listener: (before: Printer, now: Printer) => void): () => void {
    this.printerListeners.add(listener);
    return () => this.printerListeners.delete(listener);
  }

  onPrint(listener: Listener<Print>): () => void {
    return listen(this.printListeners, listener);
  }

  /** Calls the listener with ports that come or change, and with those that left the port book; the answer ends that. */
  onPort(listener: Listener<Port | { number: number; removed: true }>): () => void {
    return listen(this.portListeners, listener);
  }

  dismiss(notice: Notice): void {
    this.notices = this.notices.filter((n) => n !== notice);
  }

  private connection(connected: boolean): void {
    const regained = connected && !this.connected && this.heardAt !== null;
    this.connected = connected;
    if (connected) this.heardAt = clock.now;
    // Whatever was missed is in the events after the last one seen; what failed to load is not.
    if (regained && (!this.loaded || this.problem)) void this.load();
  }

  private receive(kind: string, data: unknown): void {
    this.heardAt = clock.now;
    switch (kind) {
      case "hello":
      case "beat":
        clock.adjust((data as { time: string }).time);
        return;
      case "reset":
        void this.load();
        return;
      case "notice":
        this.notices = [data as Notice, ...this.notices].slice(0, keptNotices);
        return;
      default:
        this.meanwhile.hear([kind, data]);
    }
  }

  private change(kind: string, data: unknown): void {
    switch (kind) {
      case "printer": {
        const parts = data as Partial<Printer> & { id: number };
        const before = this.printers.get(parts.id)?.value;
        this.receivePrinter(parts);
        const now = this.printers.get(parts.id)?.value;
        if (before && now) for (const listener of this.printerListeners) listener(before, now);
        return;
      }
      case "printer.removed":
        this.printers.remove((data as { id: number }).id);
        return;
      case "job":
        this.receiveJob(data as Job);
        return;
      case "job.removed":
        this.jobs.remove((data as { id: number }).id);
        return;
      case "queue":
        this.queuePaused = (data as { paused: boolean }).paused;
        return;
      case "file":
        for (const listener of this.fileListeners) listener(data as LibraryFile);
        return;
      case "file.removed":
        for (const listener of this.fileListeners)
          listener({ id: (data as { id: number }).id, removed: true });
        return;
      case "print":
        for (const listener of this.printListeners) listener(data as Print);
        return;
      case "port":
        for (const listener of this.portListeners) listener(data as Port);
        return;
      case "port.removed":
        for (const listener of this.portListeners)
          listener({ number: (data as { id: number }).id, removed: true });
        return;
    }
  }

  /** Events are the same for everybody, so what this reader may do is not in them. */
  private receivePrinter(parts: Partial<Printer> & { id: number }): void {
    const known = this.printers.get(parts.id)?.value;
    // A printer that somebody added: its event has the live parts alone.
    if (!known) {
      if (this.loaded) void this.loadPrinter(parts.id);
      return;
    }
    if (!parts.live) {
      this.printers.merge(parts.id, parts);
      return;
    }
    const may = session.may("printers.control");
    const canControl = may || known.live.canControl;
    this.printers.merge(parts.id, { ...parts, live: { ...parts.live, canControl } });
    // Another job may be of somebody else.
    if (!may && parts.live.job?.jobId !== known.live.job?.jobId) void this.loadPrinter(parts.id);
  }

  private receiveJob(job: Job): void {
    if (job.endedAt !== null) {
      this.jobs.remove(job.id);
      return;
    }
    const isMine = job.ownerId !== null && job.ownerId === session.user?.id;
    this.jobs.set({ ...job, canControl: session.may("queue.manage") || isMine });
  }

  private async loadPrinter(id: number): Promise<void> {
    try {
      await this.meanwhile.read(
        () => api.get<Printer>(`/printers/${id}`),
        (printer) => this.take(printer),
      );
    } catch {
      // It may be gone again; the next event of it asks once more.
    }
  }
}

function listen<T>(listeners: Set<Listener<T>>, listener: Listener<T>): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const fleet = new Fleet();
