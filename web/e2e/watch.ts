import type { Page } from "@playwright/test";

/** What the browser has against a page: errors and warnings of its console, requests that failed or were refused. */
export class Complaints {
  private readonly all: string[] = [];

  /**
   * @param page The page.
   * @param expected Addresses of what is meant to fail, as a camera without a picture.
   */
  constructor(page: Page, expected: RegExp = /(?!)/) {
    page.on("console", (message) => {
      const { url } = message.location();
      if ((message.type() === "error" || message.type() === "warning") && !expected.test(url))
        this.all.push(`${message.type()}: ${message.text()} (${url})`);
    });
    page.on("pageerror", (error) => this.all.push(`thrown: ${error.message}`));
    page.on("requestfailed", (request) => {
      // A page that is left ends what it was waiting for.
      if (request.failure()?.errorText !== "net::ERR_ABORTED")
        this.all.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400 && !expected.test(response.url()))
        this.all.push(`${response.status()}: ${response.url()}`);
    });
  }

  /** What came since the last call. */
  take(): string[] {
    return this.all.splice(0);
  }
}
