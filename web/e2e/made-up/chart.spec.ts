import { expect, test } from "@playwright/test";
import { fakeServer } from "../fake/server";

for (const { locale, time } of [
  { locale: "fr-FR", time: /^\d\d:\d\d:\d\d$/ },
  { locale: "en-US", time: /^\d\d:\d\d:\d\d\s[AP]M$/ },
])
  test.describe(locale, () => {
    test.use({ locale });

    test("the time under the temperatures is written as the reader writes it", async ({ page }) => {
      await fakeServer(page);
      await page.goto("/printers/1");
      const legend = page.locator(".u-legend tr").first();
      await expect(legend.locator(".u-value")).toHaveText(time);
    });
  });
