import { Problem } from "../api/problem";
import type { LibraryFile } from "../api/types";
import { upload } from "../api/upload";
import { api } from "./session.svelte";

/** Files on their way at the same time; more would only share the same Wi-Fi. */
const atOnce = 2;

/** A file on its way to the library. */
export class Upload {
  sent = $state(0);
  state = $state<"waiting" | "sending" | "done" | "failed">("waiting");
  problem = $state.raw<Problem | null>(null);
  result = $state.raw<LibraryFile | null>(null);
  readonly abort = new AbortController();

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
    this.list = this.list.filter((u) => u !== one);
    this.next();
  }

  clearDone(): void {
    this.list = this.list.filter((u) => u.state !== "done");
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
    try {
      one.result = await upload<LibraryFile>(
        one.file,
        { name: one.file.name, folderId: one.folderId },
        api.csrfToken,
        (sent) => (one.sent = sent),
        one.abort.signal,
      );
      one.state = "done";
    } catch (thrown) {
      if (one.abort.signal.aborted) return;
      one.problem = Problem.of(thrown);
      one.state = "failed";
    }
    this.next();
  }
}

export const uploads = new Uploads();
