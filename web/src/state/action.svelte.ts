import { Problem } from "../api/problem";

/** Something that a person started: it shows that it waits, then what the server said. Nothing is shown as done before it is. */
export class Action {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);

  /** Does it, unless it is being done; the answer, or undefined when it failed or did not start. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.problem = null;
    try {
      return await work();
    } catch (thrown) {
      this.problem = Problem.of(thrown);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** As `run`, for work without an answer: whether it went well. */
  async done(work: () => Promise<unknown>): Promise<boolean> {
    return (await this.run(async () => (await work(), true))) ?? false;
  }
}
