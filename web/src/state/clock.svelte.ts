/** The time of the page, a tick a second, so that ages and counts of seconds move together. Milliseconds since 1970. */
class Clock {
  now = $state(Date.now());
  /** What the server's clock is ahead of this one's, in milliseconds. */
  private offset = 0;

  constructor() {
    setInterval(() => {
      if (!document.hidden) this.tick();
    }, 1000);
    document.addEventListener("visibilitychange", () => this.tick());
  }

  /** Takes the server's time; a tablet with a wrong clock must not show ages of years. */
  adjust(serverTime: string): void {
    const server = Date.parse(serverTime);
    if (Number.isFinite(server)) this.offset = server - Date.now();
    this.tick();
  }

  private tick(): void {
    this.now = Date.now() + this.offset;
  }
}

export const clock = new Clock();
