import { describe, expect, it } from "vitest";
import { can, fitsFilter, groupCounts, isFresh, needsAttention } from "./printers";
import { printer } from "./testPrinter";

const everything = { text: "", group: "", tag: "", location: "" };

describe("what a person can ask of a printer", () => {
  it("pauses only what prints", () => {
    expect(can(printer({ state: "printing" }), "pause")).toBe(true);
    expect(can(printer({ state: "paused" }), "pause")).toBe(false);
    expect(can(printer({ state: "idle" }), "pause")).toBe(false);
  });

  it("offers the emergency stop whenever there is a firmware to hear it", () => {
    for (const state of ["idle", "printing", "paused", "error", "interrupted"] as const)
      expect(can(printer({ state }), "emergencyStop")).toBe(true);
    expect(can(printer({ state: "offline" }), "emergencyStop")).toBe(false);
  });

  it("lets nobody disconnect a printer at work", () => {
    expect(can(printer({ state: "printing" }), "disconnect")).toBe(false);
    expect(can(printer({ state: "idle" }), "disconnect")).toBe(true);
  });

  it("asks for a clear plate when the print is over, not while it lies under the nozzle", () => {
    const occupied = { state: "occupied" as const, since: "2026-01-01T00:00:00Z", printId: 1 };
    expect(can({ ...printer({ state: "printing" }), plate: occupied }, "clearPlate")).toBe(false);
    expect(can({ ...printer({ state: "finished" }), plate: occupied }, "clearPlate")).toBe(true);
  });
});

describe("the fleet's filter", () => {
  const anna = {
    ...printer({ state: "printing" }),
    name: "Anna",
    tags: ["school"],
    location: "Lab 2",
  };

  it("shows everything when it is empty", () => expect(fitsFilter(anna, everything)).toBe(true));

  it("wants every word, wherever it stands", () => {
    expect(fitsFilter(anna, { ...everything, text: "lab ANN" })).toBe(true);
    expect(fitsFilter(anna, { ...everything, text: "lab bert" })).toBe(false);
  });

  it("knows groups of states, tags and places", () => {
    expect(fitsFilter(anna, { ...everything, group: "working" })).toBe(true);
    expect(fitsFilter(anna, { ...everything, group: "free" })).toBe(false);
    expect(fitsFilter(anna, { ...everything, tag: "farm" })).toBe(false);
    expect(fitsFilter(anna, { ...everything, location: "Lab 2" })).toBe(true);
  });
});

describe("attention", () => {
  it("has the longest wait first, and only those that wait", () => {
    const waiting = (id: number, since: string) => ({
      ...printer({ state: "finished" }),
      id,
      attention: { kind: "plate" as const, since, text: "" },
    });
    const list = [
      printer({ state: "idle" }),
      waiting(2, "2026-01-01T10:00:00Z"),
      waiting(3, "2026-01-01T09:00:00Z"),
    ];
    expect(needsAttention(list).map((p) => p.id)).toEqual([3, 2]);
  });
});

describe("temperatures", () => {
  it("are trusted for ten seconds, and never when nobody knows when", () => {
    const now = Date.parse("2026-01-01T00:00:20Z");
    expect(isFresh("2026-01-01T00:00:11Z", now)).toBe(true);
    expect(isFresh("2026-01-01T00:00:09Z", now)).toBe(false);
    expect(isFresh(null, now)).toBe(false);
  });
});

describe("groups", () => {
  it("count a printer at rest whose plate nobody has looked at with those that wait", () => {
    const free = printer({ state: "idle" });
    const attention = { kind: "plate" as const, since: free.live.since, text: "" };
    const counts = groupCounts([free, { ...free, id: 2, attention }]);
    expect(counts).toMatchObject({ free: 1, waiting: 1 });
  });
});
