import { newIdempotencyKey } from "../api/client";
import type { Id } from "../api/types";
import { sendFile, type ManyResult, type SendMode } from "../lib/actions";
import { Action } from "./action.svelte";

/** A file on its way to printers, until each of them has it. What went wrong may be sent again: nobody prints it twice. */
export class Sending {
  readonly action = new Action();
  mode = $state<SendMode>("now");
  results = $state.raw<readonly ManyResult[]>([]);
  /** One for each call that is meant once, so that one whose answer was lost is not done again. */
  private keys = new Map<string, string>();

  /** Whether all printers have it now. Those that have it already are not asked again. */
  async send(file: Id, printers: readonly Id[]): Promise<boolean> {
    const { keys, mode } = this;
    const done = this.results.filter((r) => r.ok);
    const ids = printers.filter((id) => !done.some((r) => r.id === id));
    const answers = await this.action.run(() =>
      sendFile(file, ids, mode, (id) => keyOf(keys, `${file} ${id} ${mode}`)),
    );
    // Begun anew meanwhile: these answers are of something that nobody looks at any more.
    if (!answers || keys !== this.keys) return false;
    this.results = [...done, ...answers];
    return answers.every((r) => r.ok);
  }

  /** Begins anew, with another file or for another time. */
  reset(): void {
    this.keys = new Map();
    this.results = [];
  }
}

function keyOf(keys: Map<string, string>, call: string): string {
  const key = keys.get(call) ?? newIdempotencyKey();
  keys.set(call, key);
  return key;
}
