import { queryText } from "../api/client";
import { Problem } from "../api/problem";
import type { LibraryFile, PartUpload } from "../api/types";
import { sendRest } from "../api/upload";
import { PartsKept } from "./partsKept";
import { api } from "./session.svelte";

/** Files on their way at the same time; more would only share the same Wi-Fi. */
const atOnce = 2;

/** How long after a lost connection it goes on, in milliseconds; after the last one without a byte more a person decides. */
const againMs = [1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 60_000, 60_000];

/** A file on its way to the library. */
export class Upload {
  sent = $state(0);
  state = $state<"waiting" | "sending" | "lost" | "done" | "failed">("waiting");
  /** What the server calls it, once it was begun there. */
  id: string | null = null;
  /** The bytes that the server said it has. */
  arrived = 0;
  /** Times that the connection was lost since the server last got something. */
  losses = 0;
  problem = $state.raw<Problem | null>(null);
  result = $state.raw<LibraryFile | null>(null);
  readonly abort = new AbortController();
  timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly file: File,
    readonly folderId: number | null,
  ) {}

  get share(): number {
    return this.file.size === 0 ? 0 : this.sent / this.file.size;
  }
}

/** Everything that is being uploaded; goes on while somebody looks at other pages, and after a lost connection. */
class Uploads {
  /** What a page before this one may have begun. */
  private readonly kept = new PartsKept({
    getItem: (key) => localStorage.getItem(key),
    setItem: (key, value) => localStorage.setItem(key, value),
  });
  list = $state.raw<readonly Upload[]>([]);

  constructor() {
    window.addEventListener("online", () => {
      for (const one of this.list) if (one.state === "lost") this.again(one);
    });
  }

  add(files: Iterable<File>, folderId: number | null): void {
    this.list = [...this.list, ...Array.from(files, (file) => new Upload(file, folderId))];
    this.next();
  }

  /** Goes on where it stopped, if the server still has what came. */
  retry(one: Upload): void {
    one.losses = 0;
    this.again(one);
  }

  remove(one: Upload): void {
    one.abort.abort();
    clearTimeout(one.timer);
    this.list = this.list.filter((u) => u !== one);
    if (one.id !== null && one.state !== "done") {
      this.kept.forget(one.file, one.folderId);
      // Nothing hangs on it: the server forgets by itself what nobody goes on with.
      api.delete(`/uploads/${one.id}`).catch(() => {});
    }
    this.next();
  }

  clearDone(): void {
    this.list = this.list.filter((u) => u.state !== "done");
  }

  private again(one: Upload): void {
    clearTimeout(one.timer);
    one.state = "waiting";
    this.next();
  }

  private next(): void {
    let free = atOnce - this.list.filter((u) => u.state === "sending").length;
    for (const one of this.list) {
      if (free <= 0) return;
      if (one.state !== "waiting") continue;
      free--;
      void this.send(one);
    }
  }

  private async send(one: Upload): Promise<void> {
    one.state = "sending";
    one.problem = null;
    try {
      let part = await this.begun(one);
      one.sent = part.offset;
      if (!part.file)
        part = await sendRest<PartUpload>(
          api.url(`/uploads/${part.id}`),
          one.file,
          part.offset,
          api.csrfToken,
          (sent) => (one.sent = sent),
          one.abort.signal,
        );
      one.sent = part.offset;
      one.result = part.file;
      this.kept.forget(one.file, one.folderId);
      one.state = "done";
    } catch (thrown) {
      if (one.abort.signal.aborted) return;
      this.failed(one, Problem.of(thrown));
    }
    this.next();
  }

  /** How far the server says it is: it knows what arrived before a connection was lost. Begun anew where it knows nothing. */
  private async begun(one: Upload): Promise<PartUpload> {
    one.id ??= this.begunBefore(one);
    if (one.id !== null)
      try {
        const part = await api.get<PartUpload>(`/uploads/${one.id}`, {}, one.abort.signal);
        if (part.offset > one.arrived) one.losses = 0;
        one.arrived = part.offset;
        this.kept.keep(one.file, one.folderId, part.id, part.expiresAt);
        return part;
      } catch (thrown) {
        if (Problem.of(thrown).status !== 404) throw thrown;
      }
    const query = { name: one.file.name, folderId: one.folderId, size: one.file.size };
    const part = await api.post<PartUpload>(`/uploads${queryText(query)}`);
    one.id = part.id;
    one.arrived = 0;
    this.kept.keep(one.file, one.folderId, part.id, part.expiresAt);
    return part;
  }

  /** What the page before a reload had begun of the same file, unless another one of the list goes on with it already. */
  private begunBefore(one: Upload): string | null {
    const id = this.kept.find(one.file, one.folderId);
    return this.list.some((other) => other !== one && other.id === id) ? null : id;
  }

  private failed(one: Upload, problem: Problem): void {
    one.problem = problem;
    // Another call had it at that moment, or the server is busy: that passes as a lost connection does.
    const passes = problem.isOffline || [409, 429, 503].includes(problem.status);
    const wait = passes ? againMs[one.losses++] : undefined;
    if (wait === undefined) {
      one.state = "failed";
      return;
    }
    one.state = "lost";
    one.timer = setTimeout(() => this.again(one), wait);
  }
}

export const uploads = new Uploads();
