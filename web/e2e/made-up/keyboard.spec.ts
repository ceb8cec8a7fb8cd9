import { expect, test, type Page } from "@playwright/test";
import { fakeServer } from "../fake/server";

/** Without a mouse. */

test("the first Tab leads past the menu", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/");
  await expect(page.getByRole("article").first()).toBeVisible();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("a dialog keeps the focus, and Escape gives it back", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/");
  const opener = page.getByRole("article", { name: "Charles" }).getByRole("button");
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  for (let press = 0; press < 12; press++) {
    expect(
      await page.evaluate(() => {
        const at = document.activeElement!;
        // The browser's own buttons come after the last; then nothing of the page has it.
        return at === document.body || at.closest("dialog") !== null;
      }),
    ).toBe(true);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test("a file's page is left to where it was opened", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/library");
  const link = page.getByRole("link", { name: "bracket-3.gcode" });
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(link).toBeFocused();
});

test("menus close with Escape, and the focus is on what opened them", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/");
  for (const name of ["admin", "Notices"]) {
    const button = page.getByRole("banner").getByRole("button", { name });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(button).toHaveAttribute("aria-expanded", "true");
    if (name === "admin") {
      // Into the menu, which stays open for that.
      await page.keyboard.press("Tab");
      await expect(page.getByLabel("Language")).toBeFocused();
    }
    await page.keyboard.press("Escape");
    await expect(button).toHaveAttribute("aria-expanded", "false");
    await expect(button).toBeFocused();
  }
});

test("arrow keys go from tab to tab", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/printers/1");
  await page.getByRole("tab", { name: "Overview" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Control" })).toBeFocused();
  await expect(page).toHaveURL(/control$/);
  await page.keyboard.press("End");
  await expect(page.getByRole("tab", { name: "Settings" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Overview" })).toBeFocused();
});

test("the terminal completes with Tab, and is no trap", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/printers/1/terminal");
  const input = page.getByLabel("Command");
  await input.fill("M41");
  await input.press("Tab");
  await expect(input).toHaveValue("M410");
  await expect(input).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Send" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("log")).toBeFocused();
});

test("the head is moved by the arrow keys of its pad, and by them alone there", async ({
  page,
}) => {
  await fakeServer(page);
  await page.goto("/printers/2/control");
  await page.getByRole("button", { name: "X +" }).focus();
  const asked = page.waitForRequest((r) => r.url().endsWith("/printers/2/jog"));
  await page.keyboard.press("ArrowLeft");
  expect((await asked).postDataJSON()).toEqual({ x: -10, relative: true });
});

test("the emergency stop needs no mouse, also while typing", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/printers/1/terminal");
  await page.getByLabel("Command").fill("M105");
  const asked = page.waitForRequest((r) => r.url().endsWith("/actions/emergencyStop"));
  await page.keyboard.press("Control+Shift+E");
  await asked;
});

test("question mark and slash help, unless somebody types or has switched them off", async ({
  page,
}) => {
  await fakeServer(page);
  await page.goto("/");
  await expect(page.getByRole("article").first()).toBeVisible();
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox");
  await expect(search).toBeFocused();
  await page.keyboard.type("?");
  await expect(search).toHaveValue("?");
  await search.fill("");
  await page.getByRole("button", { name: "Table" }).focus();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard" });
  await expect(help).toBeVisible();
  await help.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.keyboard.press("/");
  await expect(help).toHaveCount(0);
  await expect(search).not.toBeFocused();
});

test("the chart is looked at closer and moved without a mouse", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/printers/1");
  const all = page.getByRole("region", { name: "Temperatures" }).getByRole("button", {
    name: "Show all",
  });
  await expect(all).toBeDisabled();
  await page.locator(".chart").focus();
  await page.keyboard.press("+");
  await expect(all).toBeEnabled();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("0");
  await expect(all).toBeDisabled();
});

for (const path of [
  "/",
  "/printers/2/control",
  "/queue",
  "/library",
  "/settings",
  "/settings/notifications",
])
  test(`every stop of Tab on ${path} is seen and has a name`, async ({ page }) => {
    await fakeServer(page, { printers: 3 });
    await page.goto(path);
    await expect(page.locator("main h1")).toBeVisible();
    await expect(page.getByText("Loading…")).toHaveCount(0);
    const stops = await walk(page);
    expect(stops.length).toBeGreaterThan(8);
    expect(stops.filter((stop) => stop.wrong !== "")).toEqual([]);
  });

interface Stop {
  what: string;
  wrong: string;
}

/** Presses Tab until the page has been walked through once; what is wrong with a stop stands beside it. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let press = 0; press < 150; press++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate((): (Stop & { again: boolean }) | null => {
      const at = document.activeElement as HTMLElement | null;
      if (!at || at === document.body) return null;
      const again = at.dataset["walked"] === "yes";
      at.dataset["walked"] = "yes";
      const { width, height } = at.getBoundingClientRect();
      const named = (at as HTMLInputElement).labels?.[0]?.textContent;
      const by = at.getAttribute("aria-labelledby");
      const name =
        at.getAttribute("aria-label") ||
        (by && document.getElementById(by)?.textContent) ||
        named ||
        at.textContent ||
        "";
      const ring = (one: Element | null) =>
        one !== null && getComputedStyle(one).outlineStyle !== "none";
      const wrong = [
        width < 1 || height < 1 ? "nothing to see" : "",
        name.trim() === "" ? "no name" : "",
        ring(at) || ring(at.closest(".search")) ? "" : "no ring",
      ];
      const what = `${at.tagName.toLowerCase()} ${name.trim().slice(0, 30)}`;
      return { what, wrong: wrong.filter(Boolean).join(", "), again };
    });
    if (!stop || stop.again) break;
    stops.push({ what: stop.what, wrong: stop.wrong });
  }
  return stops;
}
