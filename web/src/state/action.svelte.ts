import { Problem } from "../api/problem";

/** Something that a person started: it shows that it waits, then what the server said. Nothing is shown as done before it is. */
export class Action {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  /** What the server says of something that is on its way and not done yet, as behind a heater; null for nothing. */
  note = $state<string | null>(null);

  /** Does it, unless it is being done; the answer, or undefined when it failed or did not start. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.problem = null;
    this.note = null;
    try {
      return await work();
    } catch (thrown) {
      this.problem = Problem.of(thrown);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** As `run`, for work without an answer but perhaps a note: whether it went well. */
  async done(work: () => Promise<unknown>): Promise<boolean> {
    return (await this.run(async () => ((this.note = noteOf(await work())), true))) ?? false;
  }
}

function noteOf(answer: unknown): string | null {
  if (typeof answer !== "object" || answer === null || !("note" in answer)) return null;
  return typeof answer.note === "string" ? answer.note : null;
}
