/** Where in the site the reader is: the path and the query, as the address bar has them. */
class Router {
  path = $state(location.pathname);
  query = $state.raw(new URLSearchParams(location.search));

  constructor() {
    window.addEventListener("popstate", () => this.read());
    document.addEventListener("click", (event) => this.follow(event));
  }

  /** Goes to an address of the site. */
  go(address: string, replace = false): void {
    if (replace) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    const before = this.path;
    this.read();
    // A tab or a dialog of the same page leaves the reader where they are.
    if (placeOf(this.path) !== placeOf(before)) {
      window.scrollTo(0, 0);
      // Where a reader with a screen reader goes on: the heading of the new page.
      requestAnimationFrame(() => document.querySelector<HTMLElement>("main h1")?.focus());
    }
  }

  /** Changes values of the query; null takes one away. */
  set(values: Record<string, string | null>): void {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(values))
      if (value === null || value === "") query.delete(name);
      else query.set(name, value);
    const text = query.toString();
    this.go(this.path + (text === "" ? "" : `?${text}`), true);
  }

  private read(): void {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }

  /** A plain click on a link of the site stays on the page; all others are the browser's. */
  private follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest<HTMLAnchorElement>("a[href]");
    if (!link || link.target || link.hasAttribute("download")) return;
    const address = new URL(link.href);
    if (address.origin !== location.origin || address.pathname.startsWith("/fleet/")) return;
    if (address.hash !== "" && address.pathname === location.pathname) return;
    event.preventDefault();
    this.go(address.pathname + address.search);
  }
}

/** Which page a path is of: each printer is one, all that is under another first word is. */
export function placeOf(path: string): string {
  const words = path.split("/").filter(Boolean);
  return words.slice(0, words[0] === "printers" ? 2 : 1).join("/");
}

export const router = new Router();
