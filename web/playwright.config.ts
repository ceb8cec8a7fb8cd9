import { defineConfig } from "@playwright/test";

// Chosen once: the processes that run the tests inherit it.
const port = (process.env.GANTRY_SITE_PORT ??= String(20_000 + Math.floor(Math.random() * 10_000)));

/** `made-up`: the page alone, with a fleet made up for it. `demo`: against `gantry serve --demo`. `bench`: measurements. `screenshots`: for the eye. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  // A browser on a busy machine may be late once; that is then told as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      // As root Chromium starts without its sandbox alone; it sees nothing here but our own pages.
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
    screenshot: "only-on-failure",
    locale: "en-GB",
  },
  projects: [
    {
      name: "made-up",
      testMatch: /made-up\/.*\.spec\.ts/,
      use: { baseURL: `http://127.0.0.1:${port}` },
    },
    { name: "demo", testMatch: /demo\/.*\.spec\.ts/ },
    {
      name: "screenshots",
      testMatch: /screenshots\/.*\.spec\.ts/,
      use: { baseURL: `http://127.0.0.1:${port}` },
    },
    {
      name: "bench",
      testMatch: /bench\/.*\.spec\.ts/,
      use: { baseURL: `http://127.0.0.1:${port}` },
    },
  ],
  webServer: {
    command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
