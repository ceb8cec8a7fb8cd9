import { expect, test, type Page } from "@playwright/test";
import { printers } from "../fake/fleet";
import { fakeServer } from "../fake/server";

/**
 * Measurements, not tests: `npm run bench` prints them. An hour of a fleet is 3,600 updates of each printer; they are sent as
 * fast as the page takes them (`UPDATES` says how many a printer).
 */

const updates = Number(process.env.UPDATES ?? 3600);

for (const count of [10, 100, 500])
  test(`first view of ${count} printers`, async ({ page }) => {
    await fakeServer(page, { printers: count });
    await page.goto("/");
    await expect(page.getByRole("article").first()).toBeVisible();
    const times: number[] = [];
    for (let run = 0; run < 5; run++) {
      await page.reload();
      times.push(await firstCards(page, count));
    }
    times.sort((a, b) => a - b);
    console.log(`${count} printers: first view after ${times[2]!.toFixed(0)} ms (median of 5)`);
  });

for (const view of ["cards", "table"])
  test(`500 printers scrolled as ${view}`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.addInitScript((v) => localStorage.setItem("gantry.fleet.view", `"${v}"`), view);
    await fakeServer(page, { printers: 500 });
    await page.goto("/");
    await expect(page.locator(view === "cards" ? "article" : "tbody tr")).toHaveCount(500);
    const frames = await page.evaluate(async () => {
      const lengths: number[] = [];
      let before = await new Promise(requestAnimationFrame);
      // 60 px a frame, as a quick turn of the wheel, from end to end.
      while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
        scrollBy(0, 60);
        const now = await new Promise(requestAnimationFrame);
        lengths.push(now - before);
        before = now;
      }
      return lengths.sort((a, b) => a - b);
    });
    const at = (share: number) => frames[Math.floor((frames.length - 1) * share)]!.toFixed(0);
    console.log(
      `500 printers as ${view}: ${frames.length} frames, ${at(0.5)} ms half of them, ${at(0.95)} ms 95 %, ${at(1)} ms all`,
    );
  });

test("an hour of updates", async ({ page }) => {
  test.setTimeout(1_800_000);
  const count = 100;
  await fakeServer(page, { printers: count });
  await page.goto("/");
  await expect(page.getByRole("article")).toHaveCount(count);
  const client = await page.context().newCDPSession(page);
  await client.send("HeapProfiler.enable");
  const heap = async () => {
    await client.send("HeapProfiler.collectGarbage");
    return (await client.send("Runtime.getHeapUsage")).usedSize / 1e6;
  };
  await send(page, count, Math.ceil(updates / 20));
  const before = await heap();
  const start = performance.now();
  await send(page, count, updates);
  const ms = (performance.now() - start) / (updates * count);
  const after = await heap();
  console.log(`${updates} updates of each of ${count} printers: ${ms.toFixed(3)} ms an update`);
  console.log(`heap ${before.toFixed(1)} MB before, ${after.toFixed(1)} MB after`);
});

/** Milliseconds from the start of the navigation to all cards laid out. */
function firstCards(page: Page, count: number): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (document.querySelectorAll("article").length >= wanted)
            requestAnimationFrame(() => resolve(performance.now()));
          else requestAnimationFrame(look);
        };
        look();
      }),
    count,
  );
}

/** Rounds of one update a printer, a frame for each round, as a browser draws them. */
function send(page: Page, count: number, rounds: number): Promise<void> {
  return page.evaluate(
    async ({ all, rounds }) => {
      const { emit } = window as unknown as { emit(kind: string, data: string): void };
      for (let round = 0; round < rounds; round++) {
        for (const one of all) {
          const actual = 200 + ((round * 7 + one.id) % 50) / 10;
          const live = {
            ...one.live,
            temperatures: one.live.temperatures.map((t) => ({ ...t, actual })),
            temperaturesAt: new Date().toISOString(),
          };
          emit("printer", JSON.stringify({ id: one.id, live }));
        }
        await new Promise(requestAnimationFrame);
      }
    },
    { all: printers(count), rounds },
  );
}
