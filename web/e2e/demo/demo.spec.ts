import { connect } from "node:net";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { Complaints } from "../watch";
import { Gantry } from "./gantry";
import { Line } from "./line";

/** One demo for all, in the order in which a newcomer does things. */
test.describe.configure({ mode: "serial" });

let server: Gantry;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  server = await Gantry.start(true, /Sign in as \S+ with the password \S+/);
  page = await (await browser.newContext({ baseURL: server.address })).newPage();
});

test.afterAll(async () => {
  await page?.context().close();
  await server?.stop();
});

const card = (name: string) => page.getByRole("article", { name, exact: true });
/** What an element shows, as text that can be compared. */
const pixelsOf = (picture: Locator): Promise<string> =>
  picture.evaluate((img: HTMLImageElement) => {
    const canvas = document.createElement("canvas");
    canvas.width = img.naturalWidth;
    canvas.height = img.naturalHeight;
    canvas.getContext("2d")!.drawImage(img, 0, 0);
    return canvas.toDataURL("image/png");
  });
const state = (...words: string[]) =>
  page.locator(words.map((word) => `.head [data-state=${word}]`).join(", "));

test("a wrong password is told, the right one opens the fleet", async () => {
  await page.goto("/");
  await page.getByLabel("Name").fill(server.find(/Sign in as (\S+)/));
  await page.getByLabel("Password").fill("not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ }).first()).toBeVisible();
  await page.getByLabel("Password").fill(server.find(/with the password (\S+)/));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Fleet" })).toBeVisible();
});

test("four printers are there, and begin to print", async () => {
  test.setTimeout(120_000);
  for (const name of ["Ada", "Blaise", "Charles", "Dorothy"])
    await expect(card(name)).toBeVisible({ timeout: 60_000 });
  await expect(card("Ada").locator("[data-state=heating], [data-state=printing]")).toBeVisible({
    timeout: 60_000,
  });
  await expect(card("Ada").getByRole("progressbar")).toBeVisible();
  // Whose job it is depends on who was ready first.
  await expect(card("Ada").getByText(/Marie|Kofi|Sam/)).toBeVisible();
});

test("the cards show what the cameras see, and the picture moves", async () => {
  test.setTimeout(120_000);
  const picture = card("Ada").getByRole("img", { name: "Camera of Ada" });
  await expect(picture).toBeVisible({ timeout: 60_000 });
  const before = await pixelsOf(picture);
  expect(before.length).toBeGreaterThan(3000);
  await expect.poll(() => pixelsOf(picture), { timeout: 60_000 }).not.toEqual(before);
});

test("the printer's page shows the job, and temperatures that move", async () => {
  test.setTimeout(120_000);
  await card("Ada").getByRole("link", { name: "Ada" }).click();
  await expect(page.getByRole("heading", { name: "Ada" })).toBeVisible();
  await expect(page.locator(".chart canvas")).toBeVisible({ timeout: 60_000 });
  const reading = page.getByRole("region", { name: "Temperatures" }).locator("dd").first();
  const before = await reading.textContent();
  await expect(reading).not.toHaveText(before ?? "", { timeout: 60_000 });
});

test("the printer's camera moves, is held, goes on, and says so when it gives no picture", async () => {
  test.setTimeout(180_000);
  const camera = page.getByRole("region", { name: "Camera" });
  const picture = camera.getByRole("img", { name: "Camera of Ada" }).and(page.locator("img"));
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth), { timeout: 60_000 })
    .toBe(640);
  const first = await pixelsOf(picture);
  await expect.poll(() => pixelsOf(picture), { timeout: 60_000 }).not.toEqual(first);
  await camera.getByRole("button", { name: "Hold the picture" }).click();
  await expect(picture).toBeHidden();
  await expect(camera.locator("canvas")).toBeVisible();
  await page.route("**/camera/**", (route) =>
    route.fulfill({
      status: 502,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "cameraFailed", detail: "The camera is asleep." }),
    }),
  );
  await camera.getByRole("button", { name: "Go on" }).click();
  await expect(camera.getByText("The camera is asleep.")).toBeVisible();
  await page.unroute("**/camera/**");
  await camera.getByRole("button", { name: "Try again" }).click();
  await expect(camera.getByText("The camera is asleep.")).toBeHidden();
  await expect(picture).toBeVisible();
});

test("a print is paused, resumed and cancelled", async () => {
  test.setTimeout(240_000);
  const wait = { timeout: 60_000 };
  await expect(state("printing", "heating")).toBeVisible(wait);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(state("paused")).toBeVisible(wait);
  await page.getByRole("button", { name: "Resume", exact: true }).click();
  await expect(state("printing", "heating", "resuming")).toBeVisible(wait);
  await page.getByRole("button", { name: "Cancel print" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel print" }).click();
  await expect(state("finished", "idle")).toBeVisible(wait);
});

test("the plate is cleared by a person before the next job", async () => {
  test.setTimeout(120_000);
  await page.getByRole("button", { name: "Plate cleared" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Bad" }).check();
  await dialog.getByLabel("What went wrong").fill("came loose");
  await dialog.getByRole("button", { name: "The plate is clear" }).click();
  await expect(dialog).toHaveCount(0, { timeout: 30_000 });
  await page.goto("/history");
  await expect(page.getByRole("row").filter({ hasText: "Cancelled" }).first()).toBeVisible();
});

test("the terminal takes a command and shows the answer", async () => {
  await page.goto("/");
  await card("Dorothy").getByRole("link", { name: "Dorothy" }).click();
  await page.getByRole("tab", { name: "Terminal" }).click();
  await page.getByLabel("Command").fill("M115");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(
    page
      .getByRole("log")
      .getByText(/FIRMWARE_NAME/)
      .first(),
  ).toBeVisible({
    timeout: 30_000,
  });
});

test("the ports page tells who has which device, and a share is stopped and started", async () => {
  const wait = { timeout: 30_000 };
  await page.goto("/ports");
  const held = page.getByRole("article").filter({ hasText: "DEMO001" });
  // Four boards of one kind are told apart by the printers that have them.
  for (const name of ["Ada", "Blaise", "Charles", "Dorothy", "Spare board"])
    await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
  await expect(held.getByText("Used by a printer")).toBeVisible(wait);
  await expect(held.getByRole("link", { name: "Ada" })).toBeVisible();
  const spare = page.getByRole("article").filter({ hasText: "SPARE001" });
  await expect(spare.getByText("Free")).toBeVisible(wait);
  await spare.getByRole("button", { name: "Examples" }).click();
  await expect(spare.getByText(/gantry forward \d+ -p \d+ --server http/)).toBeVisible();
  await expect(spare.getByText(/serial_for_url\("rfc2217:\/\/localhost:\d+"/)).toBeVisible();
  await spare.getByRole("button", { name: "Stop sharing" }).click();
  await expect(spare.getByText("Not shared")).toBeVisible(wait);
  await spare.getByRole("button", { name: "Share", exact: true }).click();
  await expect(spare.getByText("Free")).toBeVisible(wait);
});

test("who connects to a share is seen at once, and a port is given a name", async () => {
  const wait = { timeout: 30_000 };
  const spare = page.getByRole("article").filter({ hasText: "SPARE001" });
  const url = new URL(
    (await spare.locator("dd code").nth(1).innerText()).replace("rfc2217", "http"),
  );
  const client = connect(Number(url.port), "127.0.0.1");
  client.write("M115\n");
  await expect(spare.getByText("In use")).toBeVisible(wait);
  await expect(spare.getByText(`127.0.0.1:${client.localPort}`)).toBeVisible();
  client.destroy();
  await expect(spare.getByText("Free")).toBeVisible(wait);
  await spare.getByRole("button", { name: "Set up" }).click();
  await spare.getByLabel("Name").fill("Spare on the bench");
  await spare.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Spare on the bench" })).toBeVisible(wait);
});

test("a file is uploaded, understood, and queued", async () => {
  test.setTimeout(120_000);
  await page.goto("/library");
  const lines = ["; generated by Gantry's test", "G28", "G90", "M83"];
  for (let layer = 1; layer <= 5; layer++)
    lines.push(
      `G1 Z${layer * 0.2} F600`,
      "G1 X100 Y100 F3000",
      "G1 X120 Y100 E1",
      "G1 X120 Y120 E1",
    );
  await page.locator("input[type=file]").setInputFiles({
    name: "stairs.gcode",
    mimeType: "text/plain",
    buffer: Buffer.from(lines.join("\n")),
  });
  const file = page.getByRole("article", { name: "stairs.gcode" });
  await expect(file).toBeVisible({ timeout: 60_000 });
  await file.getByRole("link", { name: "stairs.gcode" }).click();
  await expect(page.getByText(/Layer \d+ of 5/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).first().click();
  await file.getByRole("button", { name: "Queue" }).click();
  await page.getByLabel("Material", { exact: true }).fill("ABS");
  await page.getByRole("button", { name: "Add to the queue" }).click();
  // Only then the server has it.
  await expect(page.getByRole("dialog")).toHaveCount(0, { timeout: 30_000 });
  await page.goto("/queue");
  await expect(page.getByRole("article", { name: "stairs.gcode" })).toBeVisible();
});

test("the queue says why a job waits, and is ordered by the keyboard", async () => {
  const job = page.getByRole("article", { name: "stairs.gcode" });
  await job.getByRole("button", { name: "Why?" }).click();
  await expect(job.getByText(/ABS/).first()).toBeVisible();
  const names = () =>
    page.locator("main article").evaluateAll((all) => all.map((a) => a.getAttribute("aria-label")));
  const before = (await names()).indexOf("stairs.gcode");
  expect(before).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Move stairs.gcode", exact: true }).press("ArrowUp");
  await expect(async () =>
    expect((await names()).indexOf("stairs.gcode")).toBe(before - 1),
  ).toPass();
});

test("a connection is tried before a printer is added", async () => {
  await page.goto("/printers/new");
  await page.getByRole("textbox", { name: "Connection" }).fill("tcp://127.0.0.1:1");
  await page.getByRole("button", { name: "Test the connection" }).click();
  await expect(page.getByRole("status").filter({ hasText: "tcp://127.0.0.1:1" })).toBeVisible({
    timeout: 60_000,
  });
});

test("a line that is lost is said with its age, and what was missed is there without a reload", async () => {
  test.setTimeout(180_000);
  const line = await Line.to(server.address);
  // Another device of the same person.
  const other = await page.context().newPage();
  try {
    await other.goto(`${line.address}/queue`);
    await expect(other.getByRole("article").first()).toBeVisible();
    await other.evaluate(() => ((window as unknown as { kept: boolean }).kept = true));
    line.cut();
    await expect(other.getByText(/The server is not reached; what you see is/)).toBeVisible({
      timeout: 60_000,
    });
    await expect(other.getByRole("article").first()).toBeVisible();
    // What cannot be done is said where it was asked for.
    await other.getByRole("button", { name: "Pause the queue" }).click();
    await expect(other.getByRole("alert").filter({ hasText: /cannot be reached/ })).toBeVisible();
    await page.goto("/queue");
    await page.getByRole("button", { name: "Pause the queue" }).click();
    await expect(page.getByText(/The queue is paused/)).toBeVisible();
    line.mend();
    await expect(other.getByText(/The server is not reached/)).toHaveCount(0, { timeout: 60_000 });
    await expect(other.getByText(/The queue is paused/)).toBeVisible();
    expect(await other.evaluate(() => (window as unknown as { kept: boolean }).kept)).toBe(true);
    await page.getByRole("button", { name: "Let the queue go on" }).click();
    await expect(other.getByText(/The queue is paused/)).toHaveCount(0);
  } finally {
    await other.close();
    line.close();
  }
});

test("an upload that is cut in the middle goes on where it stopped", async () => {
  test.setTimeout(180_000);
  const line = await Line.to(server.address);
  const other = await page.context().newPage();
  try {
    await other.goto(`${line.address}/library`);
    await expect(other.getByRole("article").first()).toBeVisible();
    const moves = Array.from({ length: 150_000 }, (_, i) => `G1 X${i % 200} Y${i % 190} E0.1`);
    const buffer = Buffer.from(["G28", "M83", ...moves].join("\n"));
    line.cutAfter(buffer.length / 2);
    await other.locator("input[type=file]").setInputFiles({
      name: "long.gcode",
      mimeType: "text/plain",
      buffer,
    });
    const uploads = other.getByRole("region", { name: "Uploads" });
    await expect(uploads.getByText(/The connection was lost at \d+%/)).toBeVisible({
      timeout: 60_000,
    });
    line.mend();
    await expect(uploads.getByText("Uploaded", { exact: true })).toBeVisible({ timeout: 90_000 });
    // The first half did not come twice.
    expect(line.sent).toBeLessThan(buffer.length * 0.75);
    await expect(other.getByRole("article", { name: "long.gcode", exact: true })).toBeVisible();
  } finally {
    await other.close();
    line.close();
  }
});

test("what members may print is there when the page is opened again", async () => {
  const jobs = page.getByRole("spinbutton", { name: "Jobs in seven days" }).first();
  await page.goto("/people/quotas");
  await jobs.fill("5");
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Saved").first()).toBeVisible();
  await page.goto("/people/quotas");
  await expect(jobs).toHaveValue("5");
});

test("the browser has nothing to complain about on any page", async () => {
  test.setTimeout(180_000);
  const complaints = new Complaints(page);
  for (const path of [
    "/",
    "/tv",
    "/printers/new",
    ...["", "/control", "/terminal", "/upcoming", "/connection", "/maintenance", "/settings"].map(
      (tab) => `/printers/2${tab}`,
    ),
    "/queue",
    "/library",
    "/library/files/1",
    "/history",
    "/history/1",
    "/history/statistics",
    "/ports",
    ...["users", "me", "keys", "quotas", "audit"].map((tab) => `/people/${tab}`),
    "/settings",
    "/settings/notifications",
  ]) {
    await page.goto(path);
    await expect(page.locator("main h1, dialog[open] h2").first()).toBeVisible();
    await expect(page.getByText("Loading…")).toHaveCount(0);
    await page.waitForLoadState("load");
    expect.soft(complaints.take(), path).toEqual([]);
  }
});

test("on a phone everything is one menu away", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Ports" }).click();
  await expect(page.getByRole("heading", { name: "Ports" })).toBeVisible();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0);
});
