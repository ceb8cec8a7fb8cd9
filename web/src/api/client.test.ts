import { describe, expect, it } from "vitest";
import { Client, newIdempotencyKey, queryText } from "./client";
import { Problem } from "./problem";

/** A server that answers everything with the same, and keeps what it was asked. */
function serverOf(status: number, body: unknown, type = "application/json") {
  const asked: { url: string; init: RequestInit }[] = [];
  const client = new Client("/fleet/v1", async (url, init) => {
    asked.push({ url: String(url), init: init ?? {} });
    return new Response(status === 204 ? null : JSON.stringify(body), {
      status,
      headers: { "Content-Type": type, "Retry-After": "7" },
    });
  });
  const header = (name: string) => new Headers(asked.at(-1)?.init.headers).get(name);
  return { client, asked, header };
}

describe("the client", () => {
  it("sends the token and the version with a change", async () => {
    const { client, asked, header } = serverOf(200, { id: 1 });
    client.csrfToken = "token";
    await client.patch("/printers/1", { name: "Ada" }, { version: 3 });
    expect(asked[0]!.url).toBe("/fleet/v1/printers/1");
    expect(header("X-CSRF-Token")).toBe("token");
    expect(header("If-Match")).toBe('"3"');
    expect(asked[0]!.init.body).toBe('{"name":"Ada"}');
  });

  it("sends no token with a read", async () => {
    const { client, header } = serverOf(200, {});
    client.csrfToken = "token";
    await client.get("/info");
    expect(header("X-CSRF-Token")).toBeNull();
  });

  it("throws what the server says, with code and fields", async () => {
    const { client } = serverOf(
      422,
      { title: "Invalid", detail: "Choose a name.", code: "invalid", errors: { name: ["Empty."] } },
      "application/problem+json",
    );
    const problem = await client.post("/printers", {}).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({
      status: 422,
      code: "invalid",
      detail: "Choose a name.",
      fields: { name: ["Empty."] },
      retryAfter: 7,
    });
  });

  it("says that nobody is signed in, but not for a wrong password", async () => {
    const { client } = serverOf(401, { code: "signInNeeded" });
    let said = 0;
    client.onSignedOut = () => said++;
    await client.post("/session", {}).catch(() => undefined);
    expect(said).toBe(0);
    await client.get("/printers").catch(() => undefined);
    expect(said).toBe(1);
  });

  it("makes a problem of a server that is not there", async () => {
    const client = new Client("/x", () => Promise.reject(new TypeError("refused")));
    await expect(client.get("/info")).rejects.toMatchObject({ status: 0, code: "offline" });
  });

  it("gives nothing for an answer without content", async () => {
    const { client } = serverOf(204, null);
    expect(await client.delete("/session")).toBeUndefined();
  });
});

describe("a query", () => {
  it("leaves out what is not asked", () => {
    expect(queryText({ a: 1, b: null, c: "", d: undefined, e: false })).toBe("?a=1&e=false");
    expect(queryText({})).toBe("");
    expect(queryText(undefined)).toBe("");
  });

  it("escapes and repeats", () => expect(queryText({ t: ["a&b", "c"] })).toBe("?t=a%26b&t=c"));
});

it("idempotency keys are long and differ", () => {
  const keys = new Set(Array.from({ length: 100 }, newIdempotencyKey));
  expect(keys.size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
});
