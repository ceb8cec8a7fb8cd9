import { expect, test } from "@playwright/test";
import { ports, prints } from "../fake/fleet";
import { emit, fakeServer } from "../fake/server";

test("what was heard while the ports were asked for is not undone by the older answer", async ({
  page,
}) => {
  await fakeServer(page);
  let answer: () => void = () => {};
  await page.route("**/fleet/v1/ports", async (route) => {
    await new Promise<void>((resolve) => (answer = resolve));
    await route.fulfill({ json: { items: ports } });
  });
  const asked = page.waitForRequest("**/fleet/v1/ports");
  await page.goto("/ports");
  await asked;
  const [first, second, third] = ports;
  await emit(page, "port", {
    ...first,
    share: { ...first!.share, state: "listening", holder: null },
  });
  await emit(page, "port.removed", { id: second!.number });
  await emit(page, "port", {
    ...third,
    number: 4009,
    name: "late",
    label: "late",
    device: "/dev/ttyS9",
  });
  answer();
  await expect(page.getByRole("heading", { name: "late" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "prusa" })).toHaveCount(0);
  await expect(page.getByText("192.168.1.20")).toHaveCount(0);
});

test("a photo is removed after one question, and kept by the other answer", async ({ page }) => {
  await fakeServer(page);
  const photo = "/fleet/v1/printers/1/camera/snapshot";
  await page.route("**/fleet/v1/prints/3", (route) =>
    route.fulfill({ json: { ...prints[2], photoUrl: photo, photoBy: "mia" } }),
  );
  let removed = 0;
  await page.route("**/fleet/v1/prints/3/photo", (route) => {
    removed++;
    return route.fulfill({ status: 204 });
  });
  await page.goto("/history/3");
  const remove = page.getByRole("button", { name: "Remove the photo" });
  await remove.click();
  await page.getByRole("button", { name: "Keep" }).click();
  await expect(remove).toBeVisible();
  expect(removed).toBe(0);
  await remove.click();
  await page.getByRole("button", { name: "Yes, remove" }).click();
  await expect(page.getByRole("img", { name: /Photo of/ })).toHaveCount(0);
  expect(removed).toBe(1);
});
