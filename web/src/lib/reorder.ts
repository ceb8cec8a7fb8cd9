/** Where a job goes when it is put before or after another: what the server is asked. */
export interface Move {
  before: number | null;
  after: number | null;
}

/** The move of the one at `from` by so many places up (negative) or down; null when there is no such place. */
export function moveBy(ids: readonly number[], from: number, by: number): Move | null {
  const to = from + by;
  if (from < 0 || from >= ids.length || to < 0 || to >= ids.length || by === 0) return null;
  return by < 0 ? { before: ids[to]!, after: null } : { before: null, after: ids[to]! };
}

/** The move of the one that was dragged over another: before it when it comes from below, else after it. */
export function moveOnto(ids: readonly number[], dragged: number, target: number): Move | null {
  const from = ids.indexOf(dragged);
  const to = ids.indexOf(target);
  if (from < 0 || to < 0 || from === to) return null;
  return from > to ? { before: target, after: null } : { before: null, after: target };
}
