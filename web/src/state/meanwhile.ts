/**
 * What is heard while a list is asked for: the answer may be older than that, so it is made once more after the answer. One
 * place for every list that live events keep.
 */
export class Meanwhile<T> {
  private readonly asked = new Set<T[]>();

  constructor(private readonly apply: (change: T) => void) {}

  /** Something has changed. */
  hear(change: T): void {
    for (const heard of this.asked) heard.push(change);
    this.apply(change);
  }

  /** Asks, and takes the answer together with what was heard since it was asked for. */
  async read<R>(ask: () => Promise<R>, take: (answer: R) => void): Promise<void> {
    const heard: T[] = [];
    this.asked.add(heard);
    try {
      take(await ask());
    } finally {
      this.asked.delete(heard);
    }
    for (const change of heard) this.apply(change);
  }
}
