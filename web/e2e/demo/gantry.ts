import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The program as it was built last. */
export const program = fileURLToPath(
  new URL("../../../artifacts/bin/Gantry.Cli/release/gantry.dll", import.meta.url),
);

/** Whether the program is there, and the site that it carries is the one that was built last. */
function carriesSite(): boolean {
  const [carried, built] = [
    new URL("wwwroot/index.html", `file://${program}`),
    new URL("../../dist/index.html", import.meta.url),
  ];
  return (
    existsSync(program) &&
    existsSync(carried) &&
    existsSync(built) &&
    readFileSync(carried, "utf8") === readFileSync(built, "utf8")
  );
}

/** The longest that a start may take here, with every core busy. */
const startMs = 90_000;

/** A `gantry serve` of its own, on a port that the system chose, with data that are gone with it. */
export class Gantry {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly output: () => string,
  ) {}

  /** Starts one, and waits until it has said all that the pattern wants. */
  static async start(demo: boolean, until: RegExp): Promise<Gantry> {
    if (!carriesSite())
      throw new Error(
        "The program is not built with this site: run `npm --prefix web run program`.",
      );
    const folder = mkdtempSync(join(tmpdir(), "gantry-site-"));
    const kind = demo ? ["--demo"] : ["--data", folder, "--no-shares"];
    const child = spawn("dotnet", [
      program,
      "serve",
      ...kind,
      "--http",
      "0",
      "--bind",
      "127.0.0.1",
    ]);
    let text = "";
    const server = new Gantry(child, folder, () => text);
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`gantry serve ${why}:\n${text}`));
      const limit = setTimeout(() => fail("is not ready in time"), startMs);
      const read = (chunk: Buffer) => {
        text += chunk.toString();
        if (!until.test(text)) return;
        clearTimeout(limit);
        resolve();
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("exit", (code) => fail(`ended with ${code}`));
    });
    return server;
  }

  get address(): string {
    return this.find(/runs at (http:\/\/\S+)/);
  }

  /** What stands in the output where the pattern has its group. */
  find(pattern: RegExp): string {
    const found = pattern.exec(this.output())?.[1];
    if (found === undefined) throw new Error(`No ${pattern} in:\n${this.output()}`);
    return found;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = new Promise((resolve) => this.process.once("exit", resolve));
      this.process.kill("SIGTERM");
      const hard = setTimeout(() => this.process.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(hard);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
