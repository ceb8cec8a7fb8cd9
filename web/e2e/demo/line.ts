import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A line between a browser and a server that can be cut: what is under way ends, and nothing new comes through. */
export class Line {
  private readonly open = new Set<Socket>();
  private isCut = false;
  /** Bytes that the browser has sent since the line was last mended. */
  sent = 0;
  private most = Infinity;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on("connection", (browser) => this.join(browser));
  }

  static async to(address: string): Promise<Line> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new Line(server, new URL(address));
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.open) socket.destroy();
  }

  /** Cuts it as soon as the browser has sent so many bytes. */
  cutAfter(bytes: number): void {
    this.sent = 0;
    this.most = bytes;
  }

  mend(): void {
    this.isCut = false;
    this.sent = 0;
    this.most = Infinity;
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private join(browser: Socket): void {
    if (this.isCut) {
      browser.destroy();
      return;
    }
    const server = connect(Number(this.target.port), this.target.hostname);
    browser.on("data", (bytes) => {
      this.sent += bytes.length;
      if (this.sent > this.most) this.cut();
    });
    for (const [one, other] of [
      [browser, server],
      [server, browser],
    ] as const) {
      this.open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
