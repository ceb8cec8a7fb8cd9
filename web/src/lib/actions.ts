import { newIdempotencyKey } from "../api/client";
import { Problem } from "../api/problem";
import type { Id } from "../api/types";
import { api } from "../state/session.svelte";
import type { PrinterAction } from "./printers";

/** Asks something of one printer. */
export function act(id: Id, action: PrinterAction, body: object = {}): Promise<unknown> {
  return api.post(`/printers/${id}/actions/${action}`, body, {
    idempotencyKey: newIdempotencyKey(),
  });
}

export interface ManyResult {
  id: Id;
  ok: boolean;
  problem: { detail?: string; title?: string } | null;
}

/** Asks the same of many; each answers for itself. */
export async function actOnMany(
  ids: readonly Id[],
  action: PrinterAction,
  body: object = {},
): Promise<ManyResult[]> {
  const answer = await api.post<{ results: ManyResult[] }>("/printers/actions", {
    ids,
    action,
    ...body,
  });
  return answer.results;
}

/** At once, or as jobs in the queue. */
export type SendMode = "now" | "queue";

/** Has each printer print a file: at once, or as a job in the queue for that printer alone. Each answers for itself. */
export async function sendFile(
  fileId: Id,
  printerIds: readonly Id[],
  mode: SendMode,
  keyOf: (printerId: Id) => string,
): Promise<ManyResult[]> {
  const results: ManyResult[] = [];
  for (const id of printerIds) {
    const options = { idempotencyKey: keyOf(id) };
    try {
      if (mode === "now") await api.post(`/printers/${id}/print`, { fileId }, options);
      else await api.post("/jobs", { fileId, printerId: id }, options);
      results.push({ id, ok: true, problem: null });
    } catch (thrown) {
      results.push({ id, ok: false, problem: Problem.of(thrown) });
    }
  }
  return results;
}
