import { describe, expect, it } from "vitest";
import type { Job, LibraryFile } from "../../api/types";
import { bodyOf, formOf } from "./jobForm";

const job = {
  name: "gear",
  copies: 3,
  priority: 1,
  note: "",
  held: false,
  notBefore: "2026-12-24T08:00:00Z",
  printerId: null,
  routing: { printerIds: [2, 3], material: "PLA" },
} as unknown as Job;

describe("the form of a job", () => {
  it("leaves the printers that a job lists as they are", () => {
    const form = { ...formOf(job, undefined), note: "for Mia" };
    expect(bodyOf(form, job, false)).toMatchObject({
      note: "for Mia",
      printerId: 0,
      notBefore: "2026-12-24T08:00:00.000Z",
      routing: { printerIds: [2, 3], material: "PLA" },
    });
  });

  it("says in a change that any printer will do, and at once", () => {
    const form = { ...formOf(job, undefined), printer: null, notBefore: "" };
    expect(bodyOf(form, job, false)).toMatchObject({
      printerId: 0,
      notBefore: new Date(0).toISOString(),
      routing: { material: "PLA" },
    });
    expect(bodyOf(form, job, false)).not.toHaveProperty("routing.printerIds");
  });

  it("takes one printer in place of the list", () => {
    const body = bodyOf({ ...formOf(job, undefined), printer: 3 }, job, false);
    expect(body).toMatchObject({ printerId: 3 });
    expect(body).not.toHaveProperty("routing.printerIds");
  });

  it("wishes nothing for a new job that nobody asked for", () => {
    const form = formOf(undefined, { name: "gear.gcode" } as LibraryFile);
    expect(bodyOf(form, undefined, true)).toEqual({
      name: "gear.gcode",
      copies: 1,
      priority: 0,
      note: "",
      printerId: null,
      notBefore: null,
      routing: {},
    });
  });
});
