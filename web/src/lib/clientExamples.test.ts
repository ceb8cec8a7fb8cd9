import { describe, expect, it } from "vitest";
import type { Port } from "../api/types";
import { examplesFor } from "./clientExamples";

const port = { name: "ender", share: { port: 4003 } } as Port;

describe("examples of clients", () => {
  it("name the host that the reader used, and the port", () => {
    const texts = examplesFor(port, "printers.local").map((e) => e.text);
    expect(texts).toHaveLength(7);
    for (const text of texts) expect(text).toContain("printers.local:4003");
  });

  it("put brackets round an IPv6 address", () =>
    expect(examplesFor(port, "fe80::1")[0]!.text).toContain("rfc2217://[fe80::1]:4003"));

  it("has none for a port that is not shared", () =>
    expect(examplesFor({ ...port, share: null }, "x")).toEqual([]));
});
