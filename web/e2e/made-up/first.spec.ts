import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { fakeServer } from "../fake/server";

test("the first page needs less than 120 kB of compressed script", async ({ page }) => {
  const scripts: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (/\.js$/.test(new URL(response.url()).pathname)) scripts.push(response.body());
  });
  await fakeServer(page);
  await page.goto("/");
  await expect(page.getByRole("article").first()).toBeVisible();
  const sizes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
  const sum = sizes.reduce((all, one) => all + one, 0);
  expect(sizes.length).toBeGreaterThan(0);
  expect(sum).toBeLessThan(120_000);
});

test("what is told by colour is told by lines, too, where colours are somebody's own", async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await fakeServer(page);
  await page.goto("/");
  const bar = page.getByRole("progressbar").first();
  await expect(bar).toHaveCSS("border-top-style", "solid");
  await expect(page.getByRole("button", { name: "Cards" })).toHaveCSS("border-top-width", "2px");
});

test("the site can be installed", async ({ page, request }) => {
  await fakeServer(page);
  await page.goto("/");
  const address = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest = await (await request.get(address!)).json();
  expect(manifest).toMatchObject({ name: "Gantry", display: "standalone", start_url: "/" });
  for (const { src, type } of manifest.icons) {
    const icon = await request.get(src);
    expect(icon.ok()).toBe(true);
    expect(icon.headers()["content-type"]).toContain(type);
  }
});
