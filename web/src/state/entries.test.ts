import { describe, expect, it } from "vitest";
import { Entries } from "./entries.svelte";

interface Thing {
  id: number;
  rank: number;
  name: string;
}
const thing = (id: number, rank: number, name = `${id}`): Thing => ({ id, rank, name });
const things = () => new Entries<Thing>((a, b) => a.rank - b.rank);
const ids = (entries: Entries<Thing>) => entries.list.map((e) => e.id);

describe("things in order", () => {
  it("keep the entry while its value changes, and the list while the order does not", () => {
    const entries = things();
    entries.replace([thing(1, 1), thing(2, 2)]);
    const before = entries.list;
    const entry = entries.get(1);
    entries.merge(1, { name: "Ada" });
    expect(entries.list).toBe(before);
    expect(entries.get(1)).toBe(entry);
    expect(entry?.value.name).toBe("Ada");
  });

  it("move when their rank changes", () => {
    const entries = things();
    entries.replace([thing(1, 1), thing(2, 2)]);
    entries.set(thing(1, 3));
    expect(ids(entries)).toEqual([2, 1]);
  });

  it("forget what is gone, and make up nothing", () => {
    const entries = things();
    entries.replace([thing(1, 1), thing(2, 2)]);
    entries.replace([thing(2, 2)]);
    expect(ids(entries)).toEqual([2]);
    expect(entries.merge(7, { name: "x" })).toBe(false);
    entries.remove(2);
    expect(ids(entries)).toEqual([]);
  });
});
