import { expect, test, type Page } from "@playwright/test";
import { Gantry } from "./gantry";
import { SimulatedPrinter } from "./simulated";

/** From the code on the console to the first part in the hand, with a printer that answers as a real one. */
test.describe.configure({ mode: "serial" });

const wait = { timeout: 60_000 };
let server: Gantry;
let printer: SimulatedPrinter;
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  printer = await SimulatedPrinter.start("--fast");
  server = await Gantry.start(false, /set-up code is \S+/);
  page = await browser.newPage({ baseURL: server.address });
  // What else is announced on this network is no part of the test.
  await page.route("**/fleet/v1/printers/found", (route) => route.fulfill({ json: { items: [] } }));
});

test.afterAll(async () => {
  await page?.close();
  await server?.stop();
  await printer?.stop();
});

const state = (...words: string[]) =>
  page.locator(words.map((word) => `.head [data-state=${word}]`).join(", "));

test("a new server is set up with its code", async () => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Welcome to Gantry" })).toBeVisible();
  await page.getByLabel("Set-up code").fill("WRONG-CODE");
  await page.getByLabel("Name").fill("mia");
  await page.getByLabel("Password", { exact: true }).fill("a long enough sentence");
  await page.getByLabel("Password again").fill("a long enough sentence");
  await page.getByRole("button", { name: "Create the administrator" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ }).first()).toBeVisible();
  await page.getByLabel("Set-up code").fill(server.find(/set-up code is (\S+)/));
  await page.getByRole("button", { name: "Create the administrator" }).click();
  // What a new fleet needs next.
  await expect(page.getByRole("heading", { name: "Add a printer" })).toBeVisible();
});

test("a printer is added, and connects by itself", async () => {
  test.setTimeout(120_000);
  await page.getByLabel("Name", { exact: true }).fill("Emmy");
  await page.getByLabel("Connection").fill(`tcp://127.0.0.1:${printer.port}`);
  await page.getByRole("button", { name: "Add printer" }).click();
  await expect(page.getByRole("heading", { name: "Emmy" })).toBeVisible();
  await expect(state("idle")).toBeVisible(wait);
  await page.getByRole("tab", { name: "Connection" }).click();
  await expect(page.getByText(/Marlin/).first()).toBeVisible(wait);
});

test("one that is not there is added, too, and says what is wrong", async () => {
  await page.goto("/printers/new");
  await page.getByLabel("Name", { exact: true }).fill("Nobody");
  await page.getByLabel("Connection").fill("tcp://127.0.0.1:9");
  await page.getByRole("button", { name: "Add printer" }).click();
  await expect(page.getByRole("heading", { name: "Nobody" })).toBeVisible();
  await expect(state("offline", "connecting")).toBeVisible(wait);
  await page.goto("/");
  await expect(page.getByRole("article", { name: "Nobody" })).toBeVisible();
});

test("a file goes from the library straight to the printer, and is finished and judged", async () => {
  test.setTimeout(180_000);
  await page.goto("/library");
  const lines = ["G28", "G90", "M83"];
  for (let layer = 1; layer <= 5; layer++)
    lines.push(`G1 Z${layer * 0.2} F600`, "G1 X100 Y100 F3000", "G1 X120 E1", "G1 Y120 E1");
  await page.locator("input[type=file]").setInputFiles({
    name: "corner.gcode",
    mimeType: "text/plain",
    buffer: Buffer.from(lines.join("\n")),
  });
  await page.getByRole("link", { name: "corner.gcode" }).last().click(wait);
  await page.getByRole("button", { name: "Print…" }).click(wait);
  const dialog = page.getByRole("dialog", { name: "Print corner.gcode" });

  // The plate of a new printer is nobody's word yet: it says so instead of printing onto something.
  await dialog.getByRole("checkbox", { name: /Emmy/ }).check();
  await dialog.getByRole("button", { name: "Print", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("Emmy");
  await page.keyboard.press("Escape");
  await page.goto("/");
  const card = page.getByRole("article", { name: "Emmy" });
  await card.getByRole("button", { name: "Plate cleared" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "The plate is clear" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0, wait);

  await page.goto("/library");
  await page.getByRole("link", { name: "corner.gcode" }).last().click();
  await page.getByRole("button", { name: "Print…" }).click(wait);
  await dialog.getByRole("checkbox", { name: /Emmy/ }).check();
  await dialog.getByRole("button", { name: "Print", exact: true }).click();
  await expect(dialog).toHaveCount(0, wait);
  await page.goto("/");
  await expect(card.getByRole("button", { name: "Plate cleared" })).toBeVisible(wait);
  await card.getByRole("button", { name: "Plate cleared" }).click();
  await page.getByRole("dialog").getByRole("radio", { name: "Good" }).check();
  await page.getByRole("dialog").getByRole("button", { name: "The plate is clear" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0, wait);
  await page.goto("/history");
  const row = page.getByRole("row").filter({ hasText: "corner.gcode" });
  await expect(row).toContainText("Finished");
  await expect(row).toContainText("Good");
});
