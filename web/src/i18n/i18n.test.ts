import { describe, expect, it } from "vitest";
import { en } from "./en";
import { fr } from "./fr";
import { choosePlural, fill } from "./index.svelte";

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort();

describe("the texts", () => {
  it("have the same values in every language", () => {
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect(fr[key], key).toBeTruthy();
      expect(placeholders(fr[key]), key).toEqual(placeholders(en[key]));
    }
  });

  it("are filled, and an unknown value is left in sight", () => {
    expect(fill("{a} of {b}", { a: 1 })).toBe("1 of {b}");
    expect(fill("{a}", { a: "<b>" })).toBe("<b>");
  });

  it("have the number's form of their language", () => {
    const text = "{count} file | {count} files";
    expect(choosePlural(text, "en", { count: 0 })).toBe("{count} files");
    expect(choosePlural(text, "fr", { count: 0 })).toBe("{count} file");
    expect(choosePlural(text, "en", { count: 1 })).toBe("{count} file");
    expect(choosePlural("no forms", "en", undefined)).toBe("no forms");
  });
});
