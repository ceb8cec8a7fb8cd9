import { describe, expect, it } from "vitest";
import type { TerminalLine } from "../api/types";
import { complete, isChatter } from "./terminal";

const line = (direction: TerminalLine["direction"], text: string): TerminalLine => ({
  n: 1,
  at: "2026-01-01T00:00:00Z",
  direction,
  text,
  by: null,
});

describe("the terminal", () => {
  it.each([
    ["received", "ok"],
    ["received", "ok P15 B3"],
    ["received", " T:200.00 /200.00 B:60.00 /60.00 @:64"],
    ["received", "echo:busy: processing"],
    ["sent", "N12 M105"],
  ] as const)("takes %s %j for talk that may be hidden", (direction, text) =>
    expect(isChatter(line(direction, text))).toBe(true),
  );

  it.each([
    ["received", "Error:Printer halted. kill() called!"],
    ["received", "Resend: 12"],
    ["sent", "G28"],
    ["note", "ok"],
  ] as const)("never hides %s %j", (direction, text) =>
    expect(isChatter(line(direction, text))).toBe(false),
  );

  it("completes by what was sent before, the latest first", () =>
    expect(complete("m1", ["M104 S200", "M106 S255", "G28"])).toBe("M106 S255"));

  it("completes the usual commands as far as it is clear", () => {
    expect(complete("g2", [])).toBe("G2");
    expect(complete("m85", [])).toBe("M851");
    expect(complete("x", [])).toBe("x");
  });
});
