import { expect, test, type Page } from "@playwright/test";
import { printers } from "../fake/fleet";
import { emit, fakeServer } from "../fake/server";

test("Tab goes through a page as it is read, and whatever has the focus is in sight", async ({
  page,
}) => {
  await fakeServer(page);
  for (const path of ["/", "/printers/1", "/settings"]) {
    await page.goto(path);
    await expect(page.locator("main h1")).toBeVisible();
    await expect(page.getByText("Loading…")).toHaveCount(0);
    const faults: string[] = [];
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press("Tab");
      const fault = await focusFault(page);
      if (fault === "end") break;
      if (fault) faults.push(fault);
    }
    expect.soft(faults, path).toEqual([]);
  }
});

function focusFault(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const kept = window as unknown as { last?: Element };
    const at = document.activeElement;
    if (!at || at === document.body) return "end";
    const what = `${at.tagName} “${(at.getAttribute("aria-label") ?? at.textContent ?? "").trim().slice(0, 30)}”`;
    const before = kept.last;
    kept.last = at;
    if (
      before?.isConnected &&
      at.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING
    )
      return `${what} comes before what had the focus`;
    const box = at.getBoundingClientRect();
    if (box.width === 0 || box.bottom < 0 || box.top > innerHeight)
      return `${what} is out of sight`;
    // Not wholly under what stays in its place (WCAG 2.4.11).
    const top = document.elementFromPoint(
      Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)),
      Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2)),
    );
    if (top && !at.contains(top) && !top.contains(at) && !at.closest("label")?.contains(top))
      return `${what} is under ${top.tagName}.${top.className}`;
    return null;
  });
}

test("what happens to a print is said, once, and not every degree of it", async ({ page }) => {
  await fakeServer(page);
  await page.goto("/printers/1");
  await expect(page.getByRole("heading", { name: "Ada" })).toBeVisible();
  await page.evaluate(() => {
    const heard: string[] = [];
    (window as unknown as { heard: string[] }).heard = heard;
    new MutationObserver((changes) => {
      for (const change of changes) {
        const at = change.target instanceof Element ? change.target : change.target.parentElement;
        const live = at?.closest("[aria-live]:not([aria-live=off]), [role=status], [role=alert]");
        if (live?.textContent?.trim()) heard.push(live.textContent.trim());
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  const { live } = printers(1)[0]!;
  for (let actual = 190; actual < 200; actual++)
    await emit(page, "printer", {
      id: 1,
      live: { ...live, temperatures: live.temperatures.map((t) => ({ ...t, actual })) },
    });
  await expect(page.getByRole("region", { name: "Temperatures" }).locator("dd").first()).toHaveText(
    /199/,
  );
  expect(await heard()).toEqual([]);
  await emit(page, "printer", { id: 1, live: { ...live, state: "paused" } });
  await expect.poll(heard).toEqual(expect.arrayContaining([expect.stringContaining("Paused")]));
});
