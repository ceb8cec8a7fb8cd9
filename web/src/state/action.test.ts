import { describe, expect, it } from "vitest";
import { Action } from "./action.svelte";

describe("something that a person started", () => {
  it("shows what the server says of what is on its way, until the next time", async () => {
    const action = new Action();

    expect(await action.done(async () => ({ done: false, note: "It is sent." }))).toBe(true);
    expect(action.note).toBe("It is sent.");
    expect(await action.done(async () => undefined)).toBe(true);
    expect(action.note).toBeNull();
  });

  it("has no note of what failed", async () => {
    const action = new Action();

    expect(await action.done(() => Promise.reject(new Error("no")))).toBe(false);
    expect([action.note, action.problem === null]).toEqual([null, false]);
  });
});
