import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Page } from "@playwright/test";
import { fakeServer } from "../fake/server";
import { Complaints } from "../watch";
import { pages } from "./pages";
import { treeFaults } from "./tree";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary: string }[];
}

const shapes = [
  { shape: "wide", width: 1440, height: 900, colorScheme: "light" },
  { shape: "phone", width: 390, height: 844, colorScheme: "dark" },
] as const;

/** Every page on a wide screen in light and on a phone in dark; what axe says of it is by rule, place and remedy. */
for (const { shape, width, height, colorScheme } of shapes)
  test(`every page can be used by everybody: ${shape}, ${colorScheme}`, async ({ browser }) => {
    test.setTimeout(240_000);
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height },
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const complaints = new Complaints(page, /printers\/2\/camera\//);
    await fakeServer(page);
    await page.addInitScript(axe);
    for (const { name, path, heading } of pages) {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: heading }).first(), name).toBeVisible();
      await expect(page.getByText("Loading…"), name).toHaveCount(0);
      await page.screenshot({ path: `../artifacts/site/tests/${name}-${shape}.png` });
      expect
        .soft(await tooWide(page), `${name}: pixels wider than the screen`)
        .toBeLessThanOrEqual(0);
      expect.soft(await violations(page), name).toBe("");
      expect.soft(await treeFaults(page), `${name}: what a screen reader is given`).toEqual([]);
      expect.soft(await page.title(), name).toMatch(/\S+ · Gantry$/);
      // 400 % of a screen that is 1280 px wide; nothing but tables and plans may scroll sideways (WCAG 1.4.10).
      await page.setViewportSize({ width: 320, height });
      await expect
        .soft(async () => expect(await tooWide(page)).toBeLessThanOrEqual(0), `${name} at 320 px`)
        .toPass({ timeout: 3000 });
      await page.setViewportSize({ width, height });
      expect.soft(complaints.take(), `${name}: what the browser says`).toEqual([]);
    }
    await context.close();
  });

function tooWide(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** WCAG 2.2 AA as far as a program can tell. */
async function violations(page: Page): Promise<string> {
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    return (await axe.run({ runOnly: tags })).violations;
  });
  return found
    .map((v) => {
      const places = v.nodes.map((n) => `  ${n.target.join(" ")} ${n.failureSummary}`);
      return [`${v.id}: ${v.help}`, ...places].join("\n");
    })
    .join("\n");
}
