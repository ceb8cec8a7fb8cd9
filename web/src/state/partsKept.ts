import type { Time } from "../api/types";

const storageKey = "gantry.uploads";

/** Enough for a folder that somebody chose at once; what is older than these the server has mostly forgotten, too. */
const most = 200;

/** What can be known of a file that a person has chosen, before it is read. */
export interface Chosen {
  name: string;
  size: number;
  lastModified: number;
}

interface Kept {
  id: string;
  expiresAt: Time;
}

/**
 * The uploads that were begun in this browser and have not ended, by what was chosen: a page that was reloaded goes on with a
 * file where it stopped, once the person chooses the same one again. Kept as long as the server keeps what has come.
 */
export class PartsKept {
  constructor(
    private readonly storage: Pick<Storage, "getItem" | "setItem">,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** What the server calls the upload of a file into a folder; null when none is known that it still keeps. */
  find(file: Chosen, folderId: number | null): string | null {
    return this.read()[fingerprint(file, folderId)]?.id ?? null;
  }

  keep(file: Chosen, folderId: number | null, id: string, expiresAt: Time): void {
    const all = this.read();
    const key = fingerprint(file, folderId);
    // The newest stands last.
    delete all[key];
    all[key] = { id, expiresAt };
    this.write(Object.entries(all).slice(-most));
  }

  forget(file: Chosen, folderId: number | null): void {
    const key = fingerprint(file, folderId);
    const all = this.read();
    if (key in all) this.write(Object.entries(all).filter(([one]) => one !== key));
  }

  /** What is kept and has not expired; anything else that stands there is not ours. */
  private read(): Record<string, Kept> {
    try {
      const all: unknown = JSON.parse(this.storage.getItem(storageKey) ?? "{}");
      if (typeof all !== "object" || all === null) return {};
      return Object.fromEntries(
        Object.entries(all as Record<string, Partial<Kept> | null>).filter(
          ([, one]) => typeof one?.id === "string" && Date.parse(one.expiresAt ?? "") > this.now(),
        ),
      ) as Record<string, Kept>;
    } catch {
      return {};
    }
  }

  private write(all: [string, Kept][]): void {
    try {
      this.storage.setItem(storageKey, JSON.stringify(Object.fromEntries(all)));
    } catch {
      // Without it a reloaded page begins the file anew, and that is all.
    }
  }
}

function fingerprint(file: Chosen, folderId: number | null): string {
  return JSON.stringify([file.name, file.size, file.lastModified, folderId]);
}
