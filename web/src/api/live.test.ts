import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveEvents, type EventStream } from "./live";

class FakeStream implements EventStream {
  static all: FakeStream[] = [];
  onopen: ((event: Event) => unknown) | null = null;
  onerror: ((event: Event) => unknown) | null = null;
  closed = false;
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();

  constructor(readonly url: string) {
    FakeStream.all.push(this);
  }

  addEventListener(kind: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(kind, listener);
  }

  close(): void {
    this.closed = true;
  }

  send(kind: string, data: string, lastEventId = ""): void {
    this.listeners.get(kind)?.({ data, lastEventId } as MessageEvent<string>);
  }
}

describe("live events", () => {
  const events: [string, unknown][] = [];
  const connections: boolean[] = [];
  let live: LiveEvents;
  const last = () => FakeStream.all.at(-1)!;

  beforeEach(() => {
    vi.useFakeTimers();
    FakeStream.all = [];
    events.length = connections.length = 0;
    live = new LiveEvents(
      "/events",
      {
        onEvent: (kind, data) => events.push([kind, data]),
        onConnection: (connected) => connections.push(connected),
      },
      (url) => new FakeStream(url),
    );
    live.start();
  });

  afterEach(() => {
    live.stop();
    vi.useRealTimers();
  });

  it("pass on what the server says", () => {
    last().onopen!(new Event("open"));
    last().send("printer", '{"id":1}', "5");
    expect(connections).toEqual([true]);
    expect(events).toEqual([["printer", { id: 1 }]]);
  });

  it("go on after the last event when the line was lost, later and later", () => {
    last().onopen!(new Event("open"));
    last().send("job", "{}", "42");
    last().onerror!(new Event("error"));
    expect(connections).toEqual([true, false]);
    expect(last().closed).toBe(true);
    vi.advanceTimersByTime(499);
    expect(FakeStream.all).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(last().url).toBe("/events?after=42");
    last().onerror!(new Event("error"));
    vi.advanceTimersByTime(999);
    expect(FakeStream.all).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(FakeStream.all).toHaveLength(3);
  });

  it("take a line that says nothing for lost", () => {
    last().onopen!(new Event("open"));
    vi.advanceTimersByTime(34_000);
    last().send("beat", '{"time":"2026-01-01T00:00:00Z"}');
    vi.advanceTimersByTime(34_000);
    expect(connections).toEqual([true]);
    vi.advanceTimersByTime(1_000);
    expect(connections).toEqual([true, false]);
  });

  it("are asked for at once when the network is back, and only then", () => {
    last().onopen!(new Event("open"));
    live.hurry();
    expect(FakeStream.all).toHaveLength(1);
    last().onerror!(new Event("error"));
    live.hurry();
    expect(FakeStream.all).toHaveLength(2);
    live.stop();
    live.hurry();
    vi.advanceTimersByTime(60_000);
    expect(FakeStream.all).toHaveLength(2);
  });

  it("do not fall over what is no JSON", () => {
    last().send("printer", "{");
    expect(events).toEqual([]);
  });

  it("end when they are stopped", () => {
    live.stop();
    vi.advanceTimersByTime(1_000_000);
    expect(FakeStream.all).toHaveLength(1);
    expect(last().closed).toBe(true);
  });
});
