import { describe, expect, it } from "vitest";
import type { Folder } from "../api/types";
import { childrenOf, pathOf, rootFolder } from "./folders";

const folder = (id: number, parentId: number | null, name: string): Folder => ({
  id,
  parentId,
  name,
  files: 0,
  version: 1,
});
const folders = [folder(2, 0, "School"), folder(3, 2, "Gears"), folder(4, 0, "Art")];

describe("folders", () => {
  it("know the way from the top", () =>
    expect(pathOf(folders, 3).map((f) => f.name)).toEqual(["School", "Gears"]));
  it("have no way to the root", () => expect(pathOf(folders, rootFolder)).toEqual([]));
  it("are listed by name", () =>
    expect(childrenOf(folders, rootFolder).map((f) => f.name)).toEqual(["Art", "School"]));
  it("never turn in a circle", () => {
    const circle = [folder(1, 2, "a"), folder(2, 1, "b")];
    expect(pathOf(circle, 1)).toHaveLength(2);
  });
});
