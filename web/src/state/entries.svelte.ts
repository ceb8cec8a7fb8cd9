/** One thing of a collection; a new value of it redraws what shows this one, and nothing else. */
export class Entry<T> {
  value: T;

  constructor(
    readonly id: number,
    value: T,
  ) {
    this.value = $state.raw(value);
  }
}

/** Things by id, in an order of their own, each in an entry that stays the same while its value changes. */
export class Entries<T extends { id: number }> {
  /** The entries in order; a new array only when one came, went or moved. */
  list = $state.raw<readonly Entry<T>[]>([]);
  private readonly byId = new Map<number, Entry<T>>();

  constructor(private readonly compare: (a: T, b: T) => number) {}

  get(id: number): Entry<T> | undefined {
    // Reading the list makes whoever asks see it when the thing comes.
    void this.list;
    return this.byId.get(id);
  }

  /** Takes everything anew; entries of what was there before are kept. */
  replace(values: readonly T[]): void {
    const ids = new Set(values.map((v) => v.id));
    for (const id of this.byId.keys()) if (!ids.has(id)) this.byId.delete(id);
    for (const value of values) this.put(value);
    this.sort();
  }

  /** Takes one that is new or has changed. */
  set(value: T): void {
    const before = this.byId.get(value.id)?.value;
    this.put(value);
    if (before === undefined || this.compare(before, value) !== 0) this.sort();
  }

  /** Changes parts of one that is there; one that is not is not made up. */
  merge(id: number, parts: Partial<T>): boolean {
    const entry = this.byId.get(id);
    if (!entry) return false;
    this.set({ ...entry.value, ...parts, id });
    return true;
  }

  remove(id: number): void {
    if (this.byId.delete(id)) this.sort();
  }

  private put(value: T): void {
    const entry = this.byId.get(value.id);
    if (entry) entry.value = value;
    else this.byId.set(value.id, new Entry(value.id, value));
  }

  private sort(): void {
    this.list = [...this.byId.values()].sort((a, b) => this.compare(a.value, b.value));
  }
}
