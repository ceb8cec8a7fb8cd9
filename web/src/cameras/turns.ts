/** Somebody who shows a picture that is asked for again and again. */
export interface Looker {
  /** Whether anybody sees it now. */
  sees(): boolean;
  /** Asks for the next picture; done when it is there, or has failed. Answers how many milliseconds to leave it alone. */
  take(): Promise<number>;
}

interface Turn {
  looker: Looker;
  /** Not before this time. */
  from: number;
  busy: boolean;
}

/**
 * Lets all pictures of the page take turns, so that a wall of fifty cameras asks for no more than a few pictures a second in all,
 * and a page in the background for none. Whoever waited longest comes next.
 */
export class PictureTurns {
  private readonly turns = new Set<Turn>();
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(
    private readonly intervalMs = 300,
    private readonly atOnce = 3,
    private readonly now: () => number = () => performance.now(),
    private readonly isHidden: () => boolean = () => document.hidden,
  ) {}

  /** Takes part from now on; the answer ends that. */
  add(looker: Looker): () => void {
    const turn: Turn = { looker, from: 0, busy: false };
    this.turns.add(turn);
    this.timer ??= setInterval(() => this.tick(), this.intervalMs);
    return () => {
      this.turns.delete(turn);
      if (this.turns.size > 0 || this.timer === null) return;
      clearInterval(this.timer);
      this.timer = null;
    };
  }

  /** Gives one turn, if somebody wants one and not too many are under way. */
  tick(): void {
    if (this.isHidden()) return;
    const all = [...this.turns];
    if (all.filter((turn) => turn.busy).length >= this.atOnce) return;
    const now = this.now();
    const next = all
      .filter((turn) => !turn.busy && turn.from <= now && turn.looker.sees())
      .sort((a, b) => a.from - b.from)[0];
    if (next) void this.give(next);
  }

  private async give(turn: Turn): Promise<void> {
    turn.busy = true;
    let rest = 10_000;
    try {
      rest = await turn.looker.take();
    } finally {
      turn.busy = false;
      turn.from = this.now() + rest;
    }
  }
}

/** The turns of this page. */
export const turns = new PictureTurns();
