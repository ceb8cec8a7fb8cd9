import { describe, expect, it, vi } from "vitest";
import { PictureTurns, type Looker } from "./turns";

function looker(sees = true, rest = 3000): Looker & { taken: number } {
  const made = {
    taken: 0,
    sees: () => sees,
    take: () => {
      made.taken++;
      return Promise.resolve(rest);
    },
  };
  return made;
}

describe("pictures take turns", () => {
  it("gives one turn a tick, to whoever waited longest, and none to whom nobody sees", async () => {
    let now = 0;
    const turns = new PictureTurns(
      1000,
      3,
      () => now,
      () => false,
    );
    const all = [looker(), looker(), looker(false)];
    const ends = all.map((one) => turns.add(one));
    for (; now < 9000; now += 1000) {
      turns.tick();
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(all.map((one) => one.taken)).toEqual([3, 3, 0]);
    ends.forEach((end) => end());
  });

  it("asks for nothing while the page is hidden", () => {
    const turns = new PictureTurns(
      1000,
      3,
      () => 0,
      () => true,
    );
    const one = looker();
    const end = turns.add(one);
    turns.tick();
    expect(one.taken).toBe(0);
    end();
  });

  it("has no more under way than it may", () => {
    const turns = new PictureTurns(
      1000,
      2,
      () => 0,
      () => false,
    );
    const slow = Array.from({ length: 5 }, () => ({
      sees: () => true,
      take: vi.fn(() => new Promise<number>(() => undefined)),
    }));
    const ends = slow.map((one) => turns.add(one));
    for (let i = 0; i < 10; i++) turns.tick();
    expect(slow.filter((one) => one.take.mock.calls.length > 0)).toHaveLength(2);
    ends.forEach((end) => end());
  });

  it("leaves a picture that failed alone for a while", async () => {
    let now = 0;
    const turns = new PictureTurns(
      1000,
      3,
      () => now,
      () => false,
    );
    const failing = {
      sees: () => true,
      take: vi.fn(() => Promise.resolve(10_000)),
    };
    const end = turns.add(failing);
    for (; now < 9000; now += 1000) {
      turns.tick();
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(failing.take).toHaveBeenCalledTimes(1);
    end();
  });
});
