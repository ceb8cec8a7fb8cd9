import { describe, expect, it } from "vitest";
import type { TemperatureSeries } from "../api/types";
import { append } from "./series";

const start: TemperatureSeries = {
  heaters: ["tool0"],
  times: [100, 101],
  actual: { tool0: [20, 21] },
  target: { tool0: [0, 200] },
};
const at = (seconds: number) => new Date(seconds * 1000).toISOString();
const reading = (heater: string, actual: number) => ({ heater, actual, target: 200, at: null });

describe("the temperatures of a chart", () => {
  it("get what was just measured at the end", () => {
    const after = append(start, [reading("tool0", 25)], at(102), 600);
    expect(after.times).toEqual([100, 101, 102]);
    expect(after.actual["tool0"]).toEqual([20, 21, 25]);
    expect(after.target["tool0"]).toEqual([0, 200, 200]);
  });

  it("do not take the same moment twice, nor the past", () => {
    expect(append(start, [reading("tool0", 25)], at(101), 600)).toBe(start);
    expect(append(start, [reading("tool0", 25)], at(90), 600)).toBe(start);
    expect(append(start, [reading("tool0", 25)], "never", 600)).toBe(start);
  });

  it("forget what is older than the span", () => {
    expect(append(start, [reading("tool0", 25)], at(111), 10).times).toEqual([101, 111]);
  });

  it("give a heater that is new no past, and one that is silent a gap", () => {
    const after = append(start, [reading("bed", 60)], at(102), 600);
    expect(after.heaters).toEqual(["tool0", "bed"]);
    expect(after.actual).toEqual({ tool0: [20, 21, null], bed: [null, null, 60] });
  });
});
