import { spawn, type ChildProcess } from "node:child_process";
import { program } from "./gantry";

/** A simulated printer on a port of this machine, as `gantry simulate --tcp 0` makes it. */
export class SimulatedPrinter {
  private constructor(
    private readonly process: ChildProcess,
    readonly port: string,
  ) {}

  static async start(...options: string[]): Promise<SimulatedPrinter> {
    const child = spawn("dotnet", [program, "simulate", "--tcp", "0", ...options]);
    const port = await new Promise<string>((resolve, reject) => {
      let text = "";
      const read = (chunk: Buffer) => {
        text += chunk.toString();
        const found = /127\.0\.0\.1:(\d+)/.exec(text)?.[1];
        if (found) resolve(found);
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("exit", (code) =>
        reject(new Error(`gantry simulate ended with ${code}: ${text}`)),
      );
    });
    return new SimulatedPrinter(child, port);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }
}
