import { describe, expect, it } from "vitest";
import { panned, zoomed } from "./range";

const all = { min: 0, max: 1000 };

describe("a part of a chart", () => {
  it("is looked at closer round its middle", () =>
    expect(zoomed({ min: 200, max: 600 }, all, 0.5)).toEqual({ min: 300, max: 500 }));

  it("shows no more than there is", () => {
    expect(zoomed({ min: 600, max: 1000 }, all, 2)).toEqual({ min: 200, max: 1000 });
    expect(zoomed({ min: 100, max: 900 }, all, 4)).toEqual(all);
  });

  it("is not looked at closer for ever", () =>
    expect(zoomed({ min: 480, max: 520 }, all, 0.1)).toEqual({ min: 485, max: 515 }));

  it("is moved as far as there is something", () => {
    expect(panned({ min: 200, max: 400 }, all, 0.5)).toEqual({ min: 300, max: 500 });
    expect(panned({ min: 100, max: 300 }, all, -1)).toEqual({ min: 0, max: 200 });
    expect(panned({ min: 800, max: 1000 }, all, 1)).toEqual({ min: 800, max: 1000 });
  });
});
