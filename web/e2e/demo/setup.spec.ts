import { expect, test } from "@playwright/test";
import { Gantry } from "./gantry";

test("a new server is set up with its code, and offers what it finds", async ({ browser }) => {
  test.setTimeout(180_000);
  const server = await Gantry.start(false, /set-up code is \S+/);
  try {
    const page = await browser.newPage({ baseURL: server.address });
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
    await expect(page.getByRole("heading", { name: "Add a printer" })).toBeVisible();

    await page.getByLabel("Name", { exact: true }).fill("Nobody");
    await page.getByLabel("Connection").fill("tcp://127.0.0.1:9");
    await page.getByRole("button", { name: "Add printer" }).click();
    await expect(page.getByRole("heading", { name: "Nobody" })).toBeVisible();
    await page.goto("/");
    await expect(page.getByRole("article", { name: "Nobody" })).toBeVisible();
    await page.close();
  } finally {
    await server.stop();
  }
});
