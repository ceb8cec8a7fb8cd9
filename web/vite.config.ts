import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds the server: `./gantry serve --demo` unless told otherwise. */
const server = process.env.GANTRY_URL ?? "http://127.0.0.1:8080";

/** Writes each text also compressed beside itself; the server gives out whichever a browser takes. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    writeBundle({ dir }) {
      for (const name of readdirSync(dir!, { recursive: true, encoding: "utf8" })) {
        if (!/\.(html|js|css|svg|webmanifest)$/.test(name)) continue;
        const path = join(dir!, name);
        const text = readFileSync(path);
        // Below that the headers weigh more than what is saved.
        if (text.length < 512) continue;
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
        writeFileSync(`${path}.br`, brotliCompressSync(text, quality));
        writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [svelte(), compressed()],
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
