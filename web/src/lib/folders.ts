import type { Folder } from "../api/types";

/** The folders from the top down to this one; empty for the top itself. */
export function pathOf(folders: readonly Folder[], id: number | null): Folder[] {
  const path: Folder[] = [];
  const byId = new Map(folders.map((f) => [f.id, f]));
  let at = id === null ? undefined : byId.get(id);
  // A circle cannot be, and would hang the page if it were.
  while (at && !path.includes(at)) {
    path.unshift(at);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return path;
}

/** The folders right in this one, by name. */
export function childrenOf(folders: readonly Folder[], id: number | null): Folder[] {
  return folders.filter((f) => f.parentId === id).sort((a, b) => a.name.localeCompare(b.name));
}

/** The folder that holds all others: the one without a parent, where the server has such a one. */
export function topOf(folders: readonly Folder[]): Folder | null {
  const tops = folders.filter((f) => f.parentId === null);
  return tops.length === 1 ? tops[0]! : null;
}
