import { describe, expect, it } from "vitest";
import { moveBy, moveOnto } from "./reorder";

const ids = [10, 20, 30];

describe("the order of the queue", () => {
  it("moves one up before its neighbour, and down after it", () => {
    expect(moveBy(ids, 1, -1)).toEqual({ before: 10, after: null });
    expect(moveBy(ids, 1, 1)).toEqual({ before: null, after: 30 });
  });

  it("moves nothing over the ends", () => {
    expect(moveBy(ids, 0, -1)).toBeNull();
    expect(moveBy(ids, 2, 1)).toBeNull();
    expect(moveBy(ids, 5, -1)).toBeNull();
  });

  it("drops before what is above, and after what is below", () => {
    expect(moveOnto(ids, 30, 10)).toEqual({ before: 10, after: null });
    expect(moveOnto(ids, 10, 30)).toEqual({ before: null, after: 30 });
    expect(moveOnto(ids, 10, 10)).toBeNull();
    expect(moveOnto(ids, 10, 99)).toBeNull();
  });
});
