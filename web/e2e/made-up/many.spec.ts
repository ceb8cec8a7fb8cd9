import { expect, test } from "@playwright/test";
import { printers } from "../fake/fleet";
import { cut, emit, fakeServer } from "../fake/server";

test("an update of one printer redraws its card and no other", async ({ page }) => {
  await fakeServer(page, { printers: 100 });
  await page.goto("/");
  await expect(page.getByRole("article")).toHaveCount(100);
  await page.evaluate(() => {
    const touched = new Set<Element>();
    (window as unknown as { touched: Set<Element> }).touched = touched;
    new MutationObserver((changes) => {
      for (const change of changes) {
        const from = change.target instanceof Element ? change.target : change.target.parentElement;
        const card = from?.closest("article");
        if (card) touched.add(card);
      }
    }).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });

  const one = printers(100)[3]!;
  await emit(page, "printer", { id: 4, live: { ...one.live, state: "paused" } });
  const card = page.getByRole("article", { name: "Dorothy", exact: true });
  await expect(card.getByText("Paused")).toBeVisible();

  const names = await page.evaluate(() =>
    [...(window as unknown as { touched: Set<Element> }).touched].map((c) =>
      c.getAttribute("aria-label"),
    ),
  );
  expect(names).toEqual(["Dorothy"]);
});

test("what cannot be reached is said with its age, and nothing is lost when it is back", async ({
  page,
}) => {
  await fakeServer(page);
  await page.goto("/");
  await expect(page.getByRole("article")).toHaveCount(10);
  await cut(page, true);
  await expect(page.getByText(/The server is not reached; what you see is/)).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(10);
  await cut(page, false);
  await expect(page.getByText(/The server is not reached/)).toHaveCount(0, { timeout: 30_000 });
});

test("filters hold in the address, and the table shows the same printers as the cards", async ({
  page,
}) => {
  await fakeServer(page, { printers: 30 });
  await page.goto("/");
  await page.getByRole("searchbox").fill("ada");
  await expect(page.getByRole("article")).toHaveCount(3);
  await expect(page).toHaveURL(/text=ada/);
  await page.reload();
  await expect(page.getByRole("article")).toHaveCount(3);
  await page.getByRole("button", { name: "Table" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(3);
});

test("many printers are asked at once, and only those that can", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/");
  await page.getByRole("checkbox", { name: "Select Ada" }).check();
  await page.getByRole("checkbox", { name: "Select Blaise" }).check();
  const asked = page.waitForRequest((r) => r.url().endsWith("/printers/actions"));
  await page.getByRole("button", { name: "Pause (1)" }).click();
  expect((await asked).postDataJSON()).toEqual({ ids: [1], action: "pause" });
});

test("the queue is ordered by the keyboard", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/queue");
  const handle = page.getByRole("button", { name: "Move bracket-2.gcode" });
  await handle.focus();
  const asked = page.waitForRequest((r) => r.url().endsWith("/jobs/3/move"));
  await page.keyboard.press("ArrowUp");
  expect((await asked).postDataJSON()).toEqual({ before: 2, after: null });
});

test("why a job waits is said for every printer", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/queue");
  const job = page.getByRole("article", { name: "bracket-1.gcode" });
  await job.getByRole("button", { name: "Why?" }).click();
  await expect(job.getByText("It has PETG loaded, the job wants PLA.")).toBeVisible();
  await expect(job.getByText("Its plate is not cleared.")).toBeVisible();
});

test("the printer's words are text, whatever they are", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/printers/1");
  await expect(page.getByRole("heading", { name: "Ada" })).toBeVisible();
  const one = printers(1)[0]!;
  const nasty = '<img src=x onerror="document.title=1">';
  await emit(page, "printer", {
    id: 1,
    live: { ...one.live, message: nasty, prompt: { id: 1, text: nasty, choices: [nasty] } },
  });
  await expect(page.getByText(nasty).first()).toBeVisible();
  await expect(page.locator("main img[src=x]")).toHaveCount(0);
});

test("French is French", async ({ browser }) => {
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  await fakeServer(page);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Parc" })).toBeVisible();
  await expect(page.getByText("À traiter")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await context.close();
});
