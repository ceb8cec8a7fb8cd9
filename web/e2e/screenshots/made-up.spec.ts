import { test } from "@playwright/test";
import { fakeServer } from "../fake/server";
import { pages } from "../made-up/pages";
import { shapes, shoot } from "./shoot";

/** Every page, with every state at once, in every shape; and a fleet too large for one screen. */
for (const shape of shapes)
  test(`made-up fleet, ${shape.name}`, async ({ browser }) => {
    test.setTimeout(600_000);
    const context = await browser.newContext({ reducedMotion: "reduce", ...shape.use });
    const page = await context.newPage();
    await fakeServer(page);
    for (const { name, path } of pages) {
      await page.goto(path);
      await shoot(page, "made-up", name, shape);
    }
    await context.close();
    const large = await browser.newContext({ reducedMotion: "reduce", ...shape.use });
    const many = await large.newPage();
    await fakeServer(many, { printers: 120 });
    for (const [name, path] of [
      ["fleet-120", "/"],
      ["wall-120", "/tv"],
    ] as const) {
      await many.goto(path);
      await shoot(many, "made-up", name, shape);
    }
    await large.close();
    for (const [group, options] of [
      ["empty", { empty: true }],
      ["awkward", { awkward: true }],
    ] as const) {
      const odd = await browser.newContext({ reducedMotion: "reduce", ...shape.use });
      const one = await odd.newPage();
      await fakeServer(one, options);
      for (const [name, path] of [
        ["fleet", "/"],
        ["wall", "/tv"],
        ["queue", "/queue"],
        ["library", "/library"],
        ["history", "/history"],
        ["printer", "/printers/1"],
      ] as const) {
        if (group === "empty" && name === "printer") continue;
        await one.goto(path);
        await shoot(one, group, name, shape);
      }
      await one.evaluate(() => localStorage.setItem("gantry.fleet.view", '"table"'));
      await one.goto("/");
      await shoot(one, group, "table", shape);
      await odd.close();
    }
  });
