import { expect, test, type Page } from "@playwright/test";
import { fakeServer } from "../fake/server";
import { pages } from "./pages";

/** A screen of 1280 × 1024 px looked at with 200 and 400 % (WCAG 1.4.4 and 1.4.10), with names as long as they may be. */
const zooms = [
  { name: "200 %", width: 640, height: 512 },
  { name: "400 %", width: 320, height: 256 },
] as const;

test("every page can be looked at with 200 and 400 %", async ({ page }) => {
  test.setTimeout(180_000);
  await fakeServer(page, { awkward: true });
  for (const { name, path } of pages) {
    await page.setViewportSize({ width: 640, height: 512 });
    await page.goto(path);
    await expect(page.locator("main h1, dialog[open] h2").first(), name).toBeVisible();
    await expect(page.getByText("Loading…"), name).toHaveCount(0);
    for (const zoom of zooms) {
      await page.setViewportSize(zoom);
      await expect
        .soft(async () => expect(await lost(page)).toEqual([]), `${name} at ${zoom.name}`)
        .toPass({ timeout: 3000 });
    }
  }
});

/** The pages with the most beside each other. */
const dense = ["fleet", "printer", "printer-control", "queue", "library-file", "history", "ports"];

test("letters of twice the size lose nothing", async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 1280, height: 1024 });
  await fakeServer(page);
  await page.addInitScript(() =>
    document.addEventListener("DOMContentLoaded", () => {
      document.documentElement.style.fontSize = "200%";
    }),
  );
  for (const { name, path } of pages) {
    if (!dense.includes(name)) continue;
    await page.goto(path);
    await expect(page.locator("main h1, dialog[open] h2").first(), name).toBeVisible();
    await expect(page.getByText("Loading…"), name).toHaveCount(0);
    await expect
      .soft(async () => expect(await lost(page)).toEqual([]), name)
      .toPass({ timeout: 3000 });
  }
});

/** What sticks out at the side, is cut off, or has no room left between what stays in its place. */
function lost(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} px wide`);
    // Tables, plans and what is written letter by letter may scroll sideways.
    const may = "table, pre, .scroll-x, canvas, svg, .visually-hidden, .u-wrap";
    const cuts = innerWidth <= 640;
    for (const one of document.querySelectorAll<HTMLElement>("main *, dialog[open] *")) {
      if (one.closest(may) || one.clientWidth === 0) continue;
      const style = getComputedStyle(one);
      const wider = one.scrollWidth > one.clientWidth + 1;
      const what = `${one.tagName}.${one.className} “${one.textContent?.trim().slice(0, 30)}”`;
      if (cuts && wider && style.textOverflow === "ellipsis") found.push(`cut: ${what}`);
      if (wider && ["auto", "scroll"].includes(style.overflowX) && innerWidth <= 336)
        if (!one.matches("textarea, input") && !one.querySelector("table, pre, canvas"))
          found.push(`scrolls sideways: ${what}`);
    }
    const stays = [...document.querySelectorAll<HTMLElement>("body *")].filter(
      (e) =>
        !e.closest("dialog, nav, .skip") &&
        ["fixed", "sticky"].includes(getComputedStyle(e).position) &&
        e.offsetHeight > 0,
    );
    const taken = stays.reduce((sum, e) => sum + e.offsetHeight, 0);
    if (taken > innerHeight / 2) found.push(`${taken} of ${innerHeight} px stay in their place`);
    return found;
  });
}
