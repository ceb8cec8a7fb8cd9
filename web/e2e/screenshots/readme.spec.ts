import { expect, test } from "@playwright/test";
import { Gantry } from "../demo/gantry";

/** The two pictures of the front page: `README_PICTURES=docs/images npm run screenshots -- readme` renews them. */
test("the pictures of the front page", async ({ browser }) => {
  test.setTimeout(600_000);
  const folder = process.env.README_PICTURES ?? "artifacts/site/readme";
  const server = await Gantry.start(true, /Sign in as \S+ with the password \S+/);
  try {
    const page = await browser.newPage({
      baseURL: server.address,
      viewport: { width: 1280, height: 860 },
      colorScheme: "light",
      reducedMotion: "reduce",
    });
    await page.goto("/");
    await page.getByLabel("Name").fill(server.find(/Sign in as (\S+)/));
    await page.getByLabel("Password").fill(server.find(/with the password (\S+)/));
    await page.getByRole("button", { name: "Sign in" }).click();
    const card = page.getByRole("article", { name: "Blaise", exact: true });
    await expect(card.locator("[data-state=printing]")).toBeVisible({ timeout: 120_000 });
    // Long enough for something to be seen of every print.
    await page.waitForTimeout(Number(process.env.DEMO_SECONDS ?? 100) * 1000);
    await page.getByRole("checkbox", { name: "Select Ada" }).focus();
    await page.mouse.move(0, 0);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.screenshot({ path: `../${folder}/fleet.png` });
    await card.getByRole("link", { name: "Blaise" }).click();
    await expect(page.locator(".chart canvas")).toBeVisible();
    await page.getByRole("button", { name: "Show the part" }).click();
    await page.setViewportSize({ width: 1280, height: 1120 });
    await page.waitForTimeout(1500);
    await page.evaluate(() => {
      (document.activeElement as HTMLElement).blur();
      scrollTo(0, 0);
    });
    await page.screenshot({ path: `../${folder}/printer.png` });
    await page.close();
  } finally {
    await server.stop();
  }
});
