import { describe, expect, it } from "vitest";
import { bedOrigin, fit, fitLayer, zoomAt } from "./draw";

const bed = { widthMm: 200, depthMm: 100, origin: "corner" as const };

describe("the layer view", () => {
  it("shows the whole bed, in the middle", () => {
    const view = fit(424, 424, bed, 12);
    expect(view.scale).toBe(2);
    expect(view.x).toBe(12);
    expect(view.y).toBe(112);
  });

  it("knows beds whose zero is in the middle", () => {
    expect(bedOrigin({ ...bed, origin: "center" })).toEqual([-100, -50]);
    expect(bedOrigin(bed)).toEqual([0, 0]);
  });

  it("shows what is extruded as large as it fits, travel left out", () => {
    const layer = { z: 1, segments: [0, 0, 200, 100, 0, 40, 20, 60, 20, 1, 60, 20, 60, 40, 1] };
    const view = fitLayer(464, 464, bed, layer, 32);
    expect(view.scale).toBe(20);
    // The middle of the part, 50 by 30 mm, is the middle of the picture.
    expect(view.x + 50 * view.scale).toBe(232);
    expect(view.y + 30 * view.scale).toBe(232);
    expect(fitLayer(424, 424, bed, { z: 1, segments: [] })).toEqual(fit(424, 424, bed));
  });

  it("keeps the point under the pointer where it is, and goes neither too close nor too far", () => {
    const view = fit(424, 424, bed, 12);
    const closer = zoomAt(view, 2, 100, 200);
    const before = (100 - view.x) / view.scale;
    expect((100 - closer.x) / closer.scale).toBeCloseTo(before);
    expect(zoomAt(view, 1e9, 0, 0).scale).toBe(200);
    expect(zoomAt(view, 1e-9, 0, 0).scale).toBe(0.2);
  });
});
