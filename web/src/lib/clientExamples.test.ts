import { describe, expect, it } from "vitest";
import type { Port } from "../api/types";
import { examplesFor } from "./clientExamples";

const port = { name: "ender", share: { port: 4003, local: false } } as Port;
const site = "http://printers.local:8080";

describe("examples of clients", () => {
  it("name the host that the reader used, and the port", () => {
    const texts = examplesFor(port, "printers.local", site).map((e) => e.text);
    expect(texts).toHaveLength(7);
    for (const text of texts) expect(text).toContain("printers.local:4003");
  });

  it("put brackets round an IPv6 address", () =>
    expect(examplesFor(port, "fe80::1", site)[0]!.text).toContain("rfc2217://[fe80::1]:4003"));

  it("bring a port that only the server reaches here through the server first", () => {
    const local = { ...port, share: { port: 4003, local: true } } as Port;
    const texts = examplesFor(local, "printers.local", site).map((e) => e.text);
    expect(texts[0]).toContain("gantry forward 4003 -p 4003 --server http://printers.local:8080");
    for (const text of texts.slice(1)) expect(text).toContain("localhost:4003");
  });

  it("has none for a port that is not shared", () =>
    expect(examplesFor({ ...port, share: null }, "x", site)).toEqual([]));
});
