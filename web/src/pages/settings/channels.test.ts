import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "../../i18n/en";
import { fr } from "../../i18n/fr";
import { asItIs, draftOf, editOf, isElsewhere, isFaulty, placeOf, urlOf } from "./channels";
import type { Channel } from "./channels";

const channel: Channel = {
  id: "a",
  kind: "email",
  url: "smtps://lab%40example.org@mail.example.org:587?from=farm%40example.org&to=lab%40example.org%2C+mia%40example.org",
  events: ["print.failed"],
  allowLocal: false,
  enabled: true,
  hasSecret: true,
  arrivedAt: null,
  failedAt: null,
  lastError: "",
  waiting: 0,
  givenUp: 0,
};
const broker: Channel = {
  ...channel,
  kind: "mqtt",
  url: "mqtt://farm@[fd00::7]:1884/gantry/caf%C3%A9/notices",
};

describe("the address of a channel", () => {
  it("is taken apart for a person and put together again", () => {
    expect(draftOf(channel)).toMatchObject({
      host: "mail.example.org",
      port: 587,
      user: "lab@example.org",
      encrypted: true,
      from: "farm@example.org",
      to: "lab@example.org, mia@example.org",
      everything: false,
    });
    expect(draftOf(broker)).toMatchObject({
      host: "fd00::7",
      user: "farm",
      encrypted: false,
      topic: "gantry/café/notices",
    });
    for (const one of [channel, broker]) expect(urlOf(draftOf(one))).toBe(one.url);
  });

  it("is one line where there is nothing to take apart", () => {
    const hook = { ...channel, kind: "webhook", url: "https://hooks.example/x?y=1" } as Channel;
    expect(urlOf(draftOf(hook))).toBe(hook.url);
    expect(placeOf(hook)).toBe(hook.url);
  });

  it("cannot become another one by what somebody types for a user or a topic", () => {
    const draft = { ...draftOf(broker), user: "a@evil.example/", topic: "x?y#z" };
    const url = new URL(urlOf(draft));
    expect(url.hostname).toBe("[fd00::7]");
    expect(url.search + url.hash).toBe("");
  });

  it("tells in a few words where it goes", () => {
    expect(placeOf(channel)).toBe("lab@example.org, mia@example.org");
    expect(placeOf(broker)).toBe("fd00::7/gantry/café/notices");
  });
});

describe("the secret of a channel", () => {
  it("stays where nobody typed one, goes when somebody wants that, and is sent only once typed", () => {
    const draft = draftOf(channel);
    expect(editOf(draft, "a")).not.toHaveProperty("secret");
    expect(editOf({ ...draft, dropSecret: true }, "a").secret).toBe("");
    expect(editOf({ ...draft, secret: "hush" }, "a").secret).toBe("hush");
    expect(asItIs(channel)).not.toHaveProperty("hasSecret");
  });

  it("does not go to another host, which the page foretells", () => {
    const draft = draftOf(channel);
    expect(isElsewhere({ ...draft, to: "mia@example.org" }, channel)).toBe(false);
    expect(isElsewhere({ ...draft, host: "mail.example.net" }, channel)).toBe(true);
  });
});

describe("a channel", () => {
  it("wants everything when nothing is named", () => {
    expect(editOf({ ...draftOf(channel), everything: true }, "a").events).toEqual([]);
    expect(draftOf({ ...channel, events: [] }).everything).toBe(true);
  });

  it("is faulty when the last thing that happened was a failure", () => {
    const early = "2026-01-01T00:00:00Z";
    const late = "2026-01-02T00:00:00Z";
    expect(isFaulty(channel)).toBe(false);
    expect(isFaulty({ ...channel, failedAt: early })).toBe(true);
    expect(isFaulty({ ...channel, failedAt: early, arrivedAt: late })).toBe(false);
    expect(isFaulty({ ...channel, failedAt: late, arrivedAt: early })).toBe(true);
  });

  it("has a name in both languages for everything that the server can tell of", () => {
    const code = readFileSync(
      join(import.meta.dirname, "../../../../src/Gantry.Fleet/Notifications/NoticeKinds.cs"),
      "utf8",
    );
    const kinds = [...code.matchAll(/public const string \w+ = "([^"]+)"/g)].map((m) => m[1]!);
    expect(kinds).toContain("print.finished");
    const names = kinds.filter((kind) => kind !== "test").map((kind) => `notice.${kind}`);
    expect(names.filter((name) => !(name in en) || !(name in fr))).toEqual([]);
  });
});
