import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds the server: `./gantry serve --demo` unless told otherwise. */
const server = process.env.GANTRY_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: "dist",
    target: "es2022",
    // The server gives these names away as immutable; index.html is the only file that may change.
    assetsDir: "assets",
    reportCompressedSize: true,
  },
  server: { proxy: { "/fleet/v1": { target: server, changeOrigin: true } } },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
