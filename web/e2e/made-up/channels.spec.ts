import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Page } from "@playwright/test";
import { fakeServer } from "../fake/server";

/** Who is told of what: filled in, tried out and taken away by a person. */

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

test("a mailbox is added with its address in parts, its password and what it is told of", async ({
  page,
}) => {
  await fakeServer(page);
  await page.goto("/settings/notifications");
  await page.getByRole("button", { name: "Add a channel" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Mail server").fill("smtp.example.org");
  await dialog.getByLabel("To", { exact: true }).fill("lab@example.org, mia@example.org");
  await dialog.getByLabel("User name").fill("farm@example.org");
  await dialog.getByLabel("Password").fill("hush");
  await dialog.getByRole("checkbox", { name: /^Everything/ }).uncheck();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Choose at least one, or everything.")).toBeVisible();
  await dialog.getByLabel("Print failed").check();
  const asked = page.waitForRequest((r) => r.method() === "PATCH");
  await dialog.getByRole("button", { name: "Save" }).click();
  const { notifications } = (await asked).postDataJSON();
  expect((await asked).headers()["if-match"]).toBe('"1"');
  expect(notifications).toHaveLength(4);
  expect(notifications[0]).not.toHaveProperty("secret");
  expect(notifications[3]).toEqual({
    kind: "email",
    url: "smtps://farm%40example.org@smtp.example.org?to=lab%40example.org%2Cmia%40example.org",
    events: ["print.failed"],
    allowLocal: false,
    enabled: true,
    secret: "hush",
  });
  await expect(dialog).toBeHidden();
});

test("what the server has against an address stands beside its field", async ({ page }) => {
  await fakeServer(page);
  await page.route("**/fleet/v1/settings", (route) =>
    route.fulfill({
      status: 400,
      contentType: "application/problem+json",
      json: { code: "invalid", errors: { "notifications.url": ["Port 465 wants TLS."] } },
    }),
  );
  await page.goto("/settings/notifications");
  await page.getByRole("button", { name: "Edit" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Mail server")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel("Mail server")).toHaveAccessibleDescription("Port 465 wants TLS.");
});

test("a channel is tried out, and what went wrong is read aloud", async ({ page }) => {
  await fakeServer(page);
  await page.route("**/fleet/v1/notifications/*/test", (route) =>
    route.fulfill({
      json: { arrived: false, detail: "The broker refuses: user name or password are wrong." },
    }),
  );
  await page.goto("/settings/notifications");
  const broker = page.getByRole("article", { name: "MQTT" });
  await expect(broker).toContainText("3 notices wait for their next try.");
  await broker.getByRole("button", { name: "Send a test" }).click();
  await expect(broker.getByRole("status")).toHaveText(
    /The test did not arrive\. The broker refuses: user name or password are wrong\./,
  );
});

test("a secret that is kept is shown to nobody and does not go to another host", async ({
  page,
}) => {
  await fakeServer(page);
  await page.goto("/settings/notifications");
  await page.getByRole("article", { name: "MQTT" }).getByRole("button", { name: "Edit" }).click();
  const secret = page.getByLabel("Password");
  await expect(secret).toHaveValue("");
  await expect(secret).toHaveAccessibleDescription(/One is kept/);
  await page.getByLabel("Broker").fill("broker.example.net");
  await expect(secret).toHaveAccessibleDescription(/does not go to another host/);
});

test("a channel is removed only after a second look", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/settings/notifications");
  await page.getByRole("button", { name: "Edit" }).last().click();
  await page.getByRole("button", { name: "Remove" }).click();
  const asked = page.waitForRequest((r) => r.method() === "PATCH");
  await page.getByRole("button", { name: "Yes, remove" }).click();
  const { notifications } = (await asked).postDataJSON();
  expect(notifications.map((n: { id: string }) => n.id)).toEqual(["a", "b"]);
});

for (const width of [1440, 390])
  test(`the form of each kind can be used by everybody at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await fakeServer(page);
    await page.addInitScript(axe);
    await page.goto("/settings/notifications");
    await page.getByRole("button", { name: "Add a channel" }).click();
    await page.getByRole("checkbox", { name: /^Everything/ }).uncheck();
    for (const kind of ["email", "ntfy", "webhook", "mqtt"]) {
      await page.getByLabel("By", { exact: true }).selectOption(kind);
      await page.screenshot({ path: `../artifacts/site/tests/channel-${kind}-${width}.png` });
      expect.soft(await violations(page), kind).toEqual([]);
    }
  });

async function violations(page: Page): Promise<unknown[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    return (await axe.run()).violations.map((v) => ({
      id: v.id,
      at: v.nodes.map((n) => n.target.join(" ")),
    }));
  });
}
