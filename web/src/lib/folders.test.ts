import { describe, expect, it } from "vitest";
import type { Folder } from "../api/types";
import { childrenOf, pathOf, topOf } from "./folders";

const folder = (id: number, parentId: number | null, name: string): Folder => ({
  id,
  parentId,
  name,
  files: 0,
  version: 1,
});
const folders = [
  folder(1, null, ""),
  folder(2, 1, "School"),
  folder(3, 2, "Gears"),
  folder(4, 1, "Art"),
];

describe("folders", () => {
  it("know the way from the top", () =>
    expect(pathOf(folders, 3).map((f) => f.name)).toEqual(["", "School", "Gears"]));
  it("are listed by name", () =>
    expect(childrenOf(folders, 1).map((f) => f.name)).toEqual(["Art", "School"]));
  it("have one top", () => expect(topOf(folders)?.id).toBe(1));
  it("never turn in a circle", () => {
    const circle = [folder(1, 2, "a"), folder(2, 1, "b")];
    expect(pathOf(circle, 1)).toHaveLength(2);
  });
});
