import { Problem } from "../api/problem";
import type { LibraryFile, Page } from "../api/types";
import { upload } from "../api/upload";
import { clock } from "./clock.svelte";
import { api } from "./session.svelte";

/** Files on their way at the same time; more would only share the same Wi-Fi. */
const atOnce = 2;

/** How long after a lost connection a file is sent anew, in milliseconds; after the last one a person decides. */
const againMs = [2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 60_000];

/** A file on its way to the library. */
export class Upload {
  sent = $state(0);
  state = $state<"waiting" | "sending" | "lost" | "done" | "failed">("waiting");
  /** When it was first sent, by the server's clock. */
  startedAt = 0;
  /** Times that the connection was lost on the way. */
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

/** Everything that is being uploaded; goes on while somebody looks at other pages. */
class Uploads {
  list = $state.raw<readonly Upload[]>([]);

  add(files: Iterable<File>, folderId: number | null): void {
    this.list = [...this.list, ...Array.from(files, (file) => new Upload(file, folderId))];
    this.next();
  }

  retry(one: Upload): void {
    this.remove(one);
    this.add([one.file], one.folderId);
  }

  remove(one: Upload): void {
    one.abort.abort();
    clearTimeout(one.timer);
    this.list = this.list.filter((u) => u !== one);
    this.next();
  }

  clearDone(): void {
    this.list = this.list.filter((u) => u.state !== "done");
  }

  /** The file, if it had arrived when only the answer was lost: nobody wants it twice. */
  private async arrived(one: Upload): Promise<LibraryFile | undefined> {
    const query = { text: one.file.name, folderId: one.folderId, sort: "uploaded", desc: true };
    const { items } = await api.get<Page<LibraryFile>>("/files", { ...query, limit: 20 });
    return items.find(
      (file) =>
        file.name === one.file.name &&
        file.size === one.file.size &&
        Date.parse(file.uploadedAt) >= one.startedAt,
    );
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
    one.startedAt ||= clock.now - 1000;
    try {
      one.result =
        (one.losses > 0 && (await this.arrived(one))) ||
        (await upload<LibraryFile>(
          one.file,
          { name: one.file.name, folderId: one.folderId },
          api.csrfToken,
          (sent) => (one.sent = sent),
          one.abort.signal,
        ));
      one.state = "done";
    } catch (thrown) {
      if (one.abort.signal.aborted) return;
      one.problem = Problem.of(thrown);
      const wait = one.problem.isOffline ? againMs[one.losses++] : undefined;
      if (wait === undefined) one.state = "failed";
      else {
        // A flaky Wi-Fi: the file is still here, so it is sent again by itself, from its start.
        one.state = "lost";
        one.sent = 0;
        one.timer = setTimeout(() => {
          one.state = "waiting";
          this.next();
        }, wait);
      }
    }
    this.next();
  }
}

export const uploads = new Uploads();
