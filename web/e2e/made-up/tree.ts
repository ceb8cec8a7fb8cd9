import type { Page } from "@playwright/test";

interface Node {
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
}

const controls = [
  "button",
  "link",
  "textbox",
  "searchbox",
  "combobox",
  "checkbox",
  "radio",
  "slider",
  "spinbutton",
  "switch",
  "tab",
  "tabpanel",
  "dialog",
  "progressbar",
  "img",
  "image",
  "table",
  "region",
  "group",
  "menu",
  "menuitem",
  "Date",
  "ColorWell",
];

/** What is wrong with what a screen reader is given: the browser's own tree of names and roles. */
export async function treeFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send("Accessibility.getFullAXTree")) as unknown as {
    nodes: Node[];
  };
  await session.detach();
  const seen = nodes.filter((n) => !n.ignored);
  const found: string[] = [];
  const roleOf = (n: Node) => n.role?.value ?? "";
  for (const node of seen)
    if (controls.includes(roleOf(node)) && !node.name?.value.trim())
      // A table in the middle of a page that its heading names, and groups of inline markup, need none.
      if (!["table", "group"].includes(roleOf(node)))
        found.push(`a ${roleOf(node)} without a name`);
  const isModal = seen.some((n) => roleOf(n) === "dialog");
  const count = (role: string) => seen.filter((n) => roleOf(n) === role).length;
  if (!isModal) {
    if (count("main") !== 1) found.push(`${count("main")} main parts`);
  }
  const levels = seen
    .filter((n) => roleOf(n) === "heading")
    .map((n) => Number(n.properties?.find((p) => p.name === "level")?.value.value));
  if (levels.filter((l) => l === 1).length !== 1 && !isModal)
    found.push(`${levels.filter((l) => l === 1).length} first headings`);
  levels.forEach((level, i) => {
    if (i > 0 && level > levels[i - 1]! + 1)
      found.push(`a heading ${level} after ${levels[i - 1]}`);
  });
  return found;
}
