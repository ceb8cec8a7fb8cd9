import type { Folder } from "../api/types";

/** The folder that holds all others; it is in no list. */
export const rootFolder = 0;

/** The folders from the top down to this one; empty for the root itself. */
export function pathOf(folders: readonly Folder[], id: number): Folder[] {
  const path: Folder[] = [];
  const byId = new Map(folders.map((f) => [f.id, f]));
  let at = byId.get(id);
  // A circle cannot be, and would hang the page if it were.
  while (at && !path.includes(at)) {
    path.unshift(at);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return path;
}

/** The folders right in this one, by name. */
export function childrenOf(folders: readonly Folder[], id: number): Folder[] {
  return folders.filter((f) => f.parentId === id).sort((a, b) => a.name.localeCompare(b.name));
}
