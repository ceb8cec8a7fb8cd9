import { newIdempotencyKey } from "../api/client";
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
