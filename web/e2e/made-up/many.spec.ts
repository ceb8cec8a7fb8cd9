import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { file, printers } from "../fake/fleet";
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
        // A camera has a new picture now and then, whatever its printer does.
        if (card && !from?.closest("[data-camera]")) touched.add(card);
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
  const handle = page.getByRole("button", { name: "Move bracket-2.gcode", exact: true });
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
  await expect(job.getByText("The job is sliced for PLA, and PETG is loaded.")).toBeVisible();
  await expect(job.getByText("Nobody has confirmed yet that its plate is clear.")).toBeVisible();
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

test("printers that were found are added one after the other", async ({ page }) => {
  await fakeServer(page);
  let id = 50;
  await page.route("**/fleet/v1/printers", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({ json: { ...printers(1)[0], ...route.request().postDataJSON(), id: id++ } })
      : route.fallback(),
  );
  await page.goto("/printers/new");
  await page.getByRole("button", { name: "Use this" }).first().click();
  await expect(page.getByLabel("Connection")).toHaveValue("/dev/serial/by-id/usb-1a86");
  await page.getByRole("button", { name: "Add printer" }).click();
  await expect(page.getByText("In the fleet now:")).toBeVisible();
  await expect(page.getByLabel("Connection")).toHaveValue("rfc2217://lab.local:4001");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Lab");
  await page.getByRole("button", { name: "Add printer" }).click();
  await expect(page).toHaveURL(/\/printers\/51$/);
});

test("states are counted, and each count is a filter", async ({ page }) => {
  await fakeServer(page, { printers: 20 });
  await page.goto("/");
  await page.getByRole("button", { name: "Free 2" }).click();
  await expect(page).toHaveURL(/state=free/);
  await expect(page.getByRole("article")).toHaveCount(2);
  await page.getByRole("button", { name: "All 20" }).click();
  await expect(page.getByRole("article")).toHaveCount(20);
  await page.getByLabel("Order").selectOption("By name");
  await expect(page.getByRole("article").nth(1)).toHaveAttribute("aria-label", "Ada 2");
});

test("everything that is shown is chosen at once, and a file is sent to all", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/?text=lab");
  await page.getByRole("checkbox", { name: "Select Ada" }).check();
  await page.getByRole("button", { name: "Select all 5" }).click();
  await expect(page.getByText("5 selected")).toBeVisible();
  await page.route("**/fleet/v1/printers/*/print", (route) =>
    route.request().url().includes("/printers/3/")
      ? route.fulfill({
          status: 409,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "printerRefused", detail: "Its plate is not cleared." }),
        })
      : route.fulfill({ status: 201, json: {} }),
  );
  await page.getByRole("button", { name: "Print a file…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /gear-housing/ }).check();
  await dialog.getByRole("button", { name: "Print", exact: true }).click();
  // One refuses; that is told by its name, and it alone is asked again.
  await expect(dialog.getByRole("alert")).toContainText("Charles: Its plate is not cleared.");
  await dialog.getByRole("radio", { name: /Put it in the queue/ }).check();
  const asked = page.waitForRequest((r) => r.url().endsWith("/fleet/v1/jobs"));
  await dialog.getByRole("button", { name: "Queue", exact: true }).click();
  expect((await asked).postDataJSON()).toEqual({ fileId: 1, printerId: 3 });
  await expect(dialog).toHaveCount(0);
});

test("a job is moved without dragging", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/queue");
  const asked = page.waitForRequest((r) => r.url().endsWith("/jobs/4/move"));
  await page.getByRole("button", { name: "Move bracket-3.gcode to the top" }).click();
  expect((await asked).postDataJSON()).toEqual({ before: 1, after: null });
});

test("an upload whose connection is lost goes on by itself, where the server has it", async ({
  page,
}) => {
  await fakeServer(page);
  await page.goto("/library");
  const part = { id: "u1", offset: 0, size: 6, expiresAt: "", file: null };
  const parts: string[] = [];
  await page.route("**/fleet/v1/uploads*", (route) => route.fulfill({ status: 201, json: part }));
  await page.route("**/fleet/v1/uploads/u1", (route) => {
    if (route.request().method() === "GET") return route.fulfill({ json: { ...part, offset: 4 } });
    parts.push(route.request().postData() ?? "");
    return parts.length === 1
      ? route.abort("connectionreset")
      : route.fulfill({ json: { ...part, offset: 6, file } });
  });
  await page.locator("input[type=file]").setInputFiles({
    name: "new.gcode",
    mimeType: "text/plain",
    buffer: Buffer.from("G28 X0"),
  });
  const uploads = page.getByRole("region", { name: "Uploads" });
  await expect(uploads.getByText(/The connection was lost/)).toBeVisible();
  await expect(uploads.getByText("Uploaded")).toBeVisible();
  expect(parts).toEqual(["G28 X0", "X0"]);
});

test("a page that was reloaded goes on with the same file where the server has it", async ({
  page,
}) => {
  await fakeServer(page);
  await page.goto("/library");
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const part = { id: "u1", offset: 0, size: 6, expiresAt, file: null };
  let begun = 0;
  const parts: (string | null)[] = [];
  let hangs = true;
  await page.route("**/fleet/v1/uploads*", (route) => {
    begun++;
    return route.fulfill({ status: 201, json: part });
  });
  await page.route("**/fleet/v1/uploads/u1", async (route) => {
    if (route.request().method() === "GET") return route.fulfill({ json: { ...part, offset: 4 } });
    parts.push(await route.request().headerValue("Upload-Offset"));
    // The first one is on its way when somebody reloads the page.
    if (!hangs) await route.fulfill({ json: { ...part, offset: 6, file } });
  });
  // A file of the disk: the browser knows when it was last changed, and that stays the same.
  const path = test.info().outputPath("new.gcode");
  writeFileSync(path, "G28 X0");
  await page.locator("input[type=file]").setInputFiles(path);
  await expect.poll(() => parts).toEqual(["0"]);
  hangs = false;
  await page.reload();
  await page.locator("input[type=file]").setInputFiles(path);
  const uploads = page.getByRole("region", { name: "Uploads" });
  await expect(uploads.getByText("Uploaded", { exact: true })).toBeVisible();
  expect(parts).toEqual(["0", "4"]);
  expect(begun).toBe(1);
  // What has ended is begun anew when it is chosen again.
  await page.locator("input[type=file]").setInputFiles(path);
  await expect.poll(() => begun).toBe(2);
});

test("a wall shows a large fleet without scrolling", async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await fakeServer(page, { printers: 60 });
  await page.goto("/tv");
  await expect(page.getByText("60 printers")).toBeVisible();
  await expect(async () =>
    expect(
      await page.evaluate(() => document.documentElement.scrollHeight - innerHeight),
    ).toBeLessThanOrEqual(0),
  ).toPass();
});

test("French is French", async ({ browser }) => {
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  await fakeServer(page);
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Parc" })).toBeVisible();
  await expect(page.getByText("À traiter")).toBeVisible();
  // What the server itself says is English; the site knows its sentences.
  await emit(page, "notice", {
    kind: "print.failed",
    severity: "error",
    text: "cube.gcode has failed on Ada: The printer was reset.",
    printerId: 1,
    at: new Date().toISOString(),
  });
  await expect(
    page.getByText("cube.gcode a échoué sur Ada : L’imprimante a été réinitialisée."),
  ).toBeAttached();
  await page.goto("/queue");
  await page.getByRole("button", { name: "Pourquoi ?" }).first().click();
  await expect(page.getByText("Elle imprime autre chose.").first()).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await context.close();
});

test("events are all that is needed: nothing is asked for anew with each of them", async ({
  page,
}) => {
  await fakeServer(page);
  const one = printers(1)[0]!;
  for (const tab of ["", "/terminal", "/upcoming", "/connection", "/maintenance"]) {
    await page.goto(`/printers/1${tab}`);
    await expect(page.getByRole("heading", { name: "Ada" })).toBeVisible();
    await expect(page.getByText("Loading…")).toHaveCount(0);
    // The last that the page fetches by itself.
    if (tab === "") await expect(page.getByText("Layer 42 of 120, Z 8.4 mm")).toBeVisible();
    await page.waitForLoadState("networkidle");
    const asked: string[] = [];
    const note = (request: { url(): string }) => asked.push(request.url());
    page.on("request", note);
    const streams = () => page.evaluate(() => (window as unknown as { streams: number }).streams);
    const before = await streams();
    for (let actual = 190; actual < 195; actual++) {
      const temperatures = one.live.temperatures.map((t) => ({ ...t, actual }));
      const temperaturesAt = new Date().toISOString();
      await emit(page, "printer", { id: 1, live: { ...one.live, temperatures, temperaturesAt } });
    }
    if (tab === "")
      await expect(
        page.getByRole("region", { name: "Temperatures" }).locator("dd").first(),
      ).toHaveText(/194/);
    page.off("request", note);
    expect(asked, tab).toEqual([]);
    expect(await streams(), tab).toBe(before);
  }
});

test("who looks at a layer stays there while the print goes on", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/printers/1");
  const slider = page.getByRole("slider", { name: "Layer" });
  await expect(slider).toHaveValue("42");
  await slider.fill("7");
  const one = printers(1)[0]!;
  const job = { ...one.live.job!, layer: 50, progress: 0.5 };
  await emit(page, "printer", { id: 1, live: { ...one.live, job } });
  await expect(page.getByText("50%")).toBeVisible();
  await expect(slider).toHaveValue("7");
  await page.getByRole("button", { name: "Follow the print" }).click();
  await expect(slider).toHaveValue("50");
});

test("an answer that is older than an event takes nothing back", async ({ page }) => {
  await fakeServer(page);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/fleet/v1/files?*", async (route) => {
    await held;
    await route.fallback();
  });
  await page.goto("/library");
  await expect(page.getByRole("heading", { name: "Library" })).toBeVisible();
  await emit(page, "file", { ...file, id: 77, name: "new.gcode" });
  await expect(page.getByRole("article", { name: "new.gcode" })).toBeVisible();
  answer();
  await expect(page.getByRole("article", { name: "bracket-3.gcode" })).toBeVisible();
  await expect(page.getByRole("article", { name: "new.gcode" })).toBeVisible();
});
