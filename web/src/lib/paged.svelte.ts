import { Problem } from "../api/problem";
import type { Query } from "../api/client";
import type { Page } from "../api/types";
import { Meanwhile } from "../state/meanwhile";
import { api } from "../state/session.svelte";

/** A long list of the server, read page by page as far as somebody looks. */
export class Paged<T extends { id: number }> {
  items = $state.raw<readonly T[]>([]);
  next = $state<string | null>(null);
  total = $state<number | null>(null);
  loading = $state(false);
  loaded = $state(false);
  problem = $state.raw<Problem | null>(null);
  private query: Query = {};
  private stop = new AbortController();
  private readonly meanwhile = new Meanwhile<T>((item) => {
    this.items = this.items.map((i) => (i.id === item.id ? item : i));
  });

  constructor(private readonly path: string) {}

  /** Reads the first page; one that is still on its way is forgotten. */
  async load(query: Query): Promise<void> {
    this.stop.abort();
    this.stop = new AbortController();
    this.query = query;
    await this.read(null);
  }

  /** Reads the page after the last one. */
  async more(): Promise<void> {
    if (this.next !== null && !this.loading) await this.read(this.next);
  }

  /** Puts a changed one in its place. */
  replace(item: T): void {
    this.meanwhile.hear(item);
  }

  private async read(after: string | null): Promise<void> {
    const { signal } = this.stop;
    this.loading = true;
    try {
      await this.meanwhile.read(
        () => api.get<Page<T>>(this.path, { ...this.query, after }, signal),
        (page) => {
          const known = new Set(after === null ? [] : this.items.map((i) => i.id));
          const fresh = page.items.filter((i) => !known.has(i.id));
          this.items = after === null ? fresh : [...this.items, ...fresh];
          this.next = page.next;
          this.total = page.total;
        },
      );
      this.problem = null;
      this.loaded = true;
    } catch (thrown) {
      if (signal.aborted) return;
      this.problem = Problem.of(thrown);
    }
    this.loading = false;
  }
}
