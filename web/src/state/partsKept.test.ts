import { describe, expect, it } from "vitest";
import { PartsKept } from "./partsKept";

const file = { name: "gear.gcode", size: 1000, lastModified: 5 };
const hour = 3_600_000;

function made() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  let now = Date.parse("2026-01-01T00:00:00Z");
  return {
    kept,
    storage,
    pass: (ms: number) => (now += ms),
    /** Each call is a page that has just been loaded. */
    page: () => new PartsKept(storage, () => now),
  };
}

describe("an upload that a reloaded page has forgotten", () => {
  it("is found by the same file in the same folder alone", () => {
    const { page } = made();
    page().keep(file, 1, "u1", "2026-01-02T00:00:00Z");
    expect(page().find(file, 1)).toBe("u1");
    expect(page().find(file, 2)).toBeNull();
    for (const other of [{ name: "other.gcode" }, { size: 999 }, { lastModified: 6 }])
      expect(page().find({ ...file, ...other }, 1)).toBeNull();
  });

  it("is found no longer than the server keeps it", () => {
    const { page, pass } = made();
    page().keep(file, 1, "u1", "2026-01-02T00:00:00Z");
    pass(23 * hour);
    expect(page().find(file, 1)).toBe("u1");
    pass(2 * hour);
    expect(page().find(file, 1)).toBeNull();
  });

  it("is forgotten once it has ended, and the others are not", () => {
    const { page } = made();
    page().keep(file, 1, "u1", "2026-01-02T00:00:00Z");
    page().keep(file, 2, "u2", "2026-01-02T00:00:00Z");
    page().forget(file, 1);
    expect(page().find(file, 1)).toBeNull();
    expect(page().find(file, 2)).toBe("u2");
  });

  it("takes no endless room", () => {
    const { page, kept } = made();
    for (let i = 0; i < 300; i++) page().keep(file, i, `u${i}`, "2026-01-02T00:00:00Z");
    expect(page().find(file, 299)).toBe("u299");
    expect(page().find(file, 0)).toBeNull();
    expect(Object.keys(JSON.parse(kept.get("gantry.uploads")!))).toHaveLength(200);
  });

  it("is begun anew where the browser keeps nothing, or nonsense", () => {
    const { page, kept } = made();
    for (const nonsense of ["[1,2", "null", '"x"', '{"a":null}', '{"a":{"id":5}}']) {
      kept.set("gantry.uploads", nonsense);
      expect(page().find(file, 1)).toBeNull();
    }
    const refusing = {
      getItem: () => {
        throw new Error("refused");
      },
      setItem: () => {
        throw new Error("refused");
      },
    };
    const none = new PartsKept(refusing);
    none.keep(file, 1, "u1", "2999-01-01T00:00:00Z");
    expect(none.find(file, 1)).toBeNull();
  });
});
