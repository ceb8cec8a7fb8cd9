import { expect, test, type Browser } from "@playwright/test";
import { Gantry } from "../demo/gantry";
import { shoot, shapes } from "./shoot";

/** The demo as a newcomer sees it, and a new server before it is set up. */

test("the demo's pages", async ({ browser }) => {
  test.setTimeout(900_000);
  const server = await Gantry.start(true, /Sign in as \S+ with the password \S+/);
  try {
    const storageState = await signIn(browser, server);
    for (const shape of shapes) {
      const context = await browser.newContext({
        baseURL: server.address,
        storageState,
        reducedMotion: "reduce",
        ...shape.use,
      });
      const page = await context.newPage();
      for (const [name, path] of demoPages) {
        await page.goto(path);
        await shoot(page, "demo", name, shape);
      }
      // The last printer's plate is left for a person to clear.
      await page.goto("/printers/4");
      await page
        .locator("main button:has(svg)", { hasText: /Plate|Plateau/ })
        .first()
        .click();
      await shoot(page, "demo", "clear-plate", shape);
      await context.close();
    }
    const context = await browser.newContext({ baseURL: server.address, ...shapes[0]!.use });
    const page = await context.newPage();
    await page.goto("/");
    await shoot(page, "demo", "sign-in", shapes[0]!);
    await context.close();
  } finally {
    await server.stop();
  }
});

test("the set-up", async ({ browser }) => {
  test.setTimeout(300_000);
  const server = await Gantry.start(false, /set-up code is \S+/);
  try {
    for (const shape of shapes.slice(0, 4)) {
      const context = await browser.newContext({ baseURL: server.address, ...shape.use });
      const page = await context.newPage();
      await page.goto("/");
      await shoot(page, "new", "set-up", shape);
      await context.close();
    }
  } finally {
    await server.stop();
  }
});

const demoPages: readonly (readonly [string, string])[] = [
  ["fleet", "/"],
  ["printer", "/printers/1"],
  ["control", "/printers/4/control"],
  ["terminal", "/printers/1/terminal"],
  ["upcoming", "/printers/1/upcoming"],
  ["connection", "/printers/1/connection"],
  ["maintenance", "/printers/1/maintenance"],
  ["queue", "/queue"],
  ["library", "/library"],
  ["library-file", "/library/files/2"],
  ["history", "/history"],
  ["ports", "/ports"],
  ["audit", "/people/audit"],
  ["settings", "/settings"],
  ["notifications", "/settings/notifications"],
];

async function signIn(browser: Browser, server: Gantry) {
  const context = await browser.newContext({ baseURL: server.address });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByLabel("Name").fill(server.find(/Sign in as (\S+)/));
  await page.getByLabel("Password").fill(server.find(/with the password (\S+)/));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("article").first()).toBeVisible();
  // Long enough for prints to be under way.
  await page.waitForTimeout(Number(process.env.DEMO_SECONDS ?? 60) * 1000);
  const state = await context.storageState();
  await context.close();
  return state;
}
