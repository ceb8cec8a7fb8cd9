import type { BrowserContextOptions, Page } from "@playwright/test";

export interface Shape {
  name: string;
  use: BrowserContextOptions;
}

const sizes = {
  wide: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  narrow: { width: 360, height: 740 },
  wall: { width: 3840, height: 2160 },
} as const;

/** Wide and phone first, each in both themes; then the ends of the range, and French where words are longest. */
export const shapes: readonly Shape[] = [
  { name: "wide-light", use: { viewport: sizes.wide, colorScheme: "light", locale: "en-GB" } },
  { name: "wide-dark", use: { viewport: sizes.wide, colorScheme: "dark", locale: "en-GB" } },
  { name: "phone-light", use: { viewport: sizes.phone, colorScheme: "light", locale: "en-GB" } },
  { name: "phone-dark", use: { viewport: sizes.phone, colorScheme: "dark", locale: "en-GB" } },
  { name: "narrow-french", use: { viewport: sizes.narrow, colorScheme: "light", locale: "fr-FR" } },
  { name: "wide-french", use: { viewport: sizes.wide, colorScheme: "dark", locale: "fr-FR" } },
  { name: "wall", use: { viewport: sizes.wall, colorScheme: "dark", locale: "en-GB" } },
];

/** Takes a picture of the whole page once it has settled, into artifacts/site/. */
export async function shoot(page: Page, group: string, name: string, shape: Shape): Promise<void> {
  await page.locator("main h1, dialog[open] h2").first().waitFor();
  await page.getByText(/^(Loading|Chargement)…$/).waitFor({ state: "detached" });
  await page.waitForLoadState("domcontentloaded");
  // Charts and pictures draw a moment later.
  await page.waitForTimeout(250);
  // A screen as high as the page: in pictures of more than the screen what is fixed is drawn at odd places.
  const size = page.viewportSize()!;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const isLong = height > size.height && height < 8000;
  if (isLong) await page.setViewportSize({ ...size, height });
  await page.screenshot({ path: `../artifacts/site/${group}/${shape.name}/${name}.png` });
  if (isLong) await page.setViewportSize(size);
}
