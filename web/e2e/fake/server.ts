import type { Page, Route } from "@playwright/test";
import type { Permission, Session } from "../../src/api/types";
import * as made from "./fleet";

const permissions: Permission[] = [
  "fleet.read",
  "printers.control",
  "printers.manage",
  "queue.submit",
  "queue.manage",
  "jobs.approve",
  "library.read",
  "library.write",
  "library.manage",
  "history.read",
  "history.manage",
  "users.manage",
  "audit.read",
  "settings.manage",
  "ports.read",
  "ports.manage",
  "terminal.use",
  "backup",
];

const page = <T>(items: T[]) => ({ items, next: null, total: items.length });

/**
 * Answers `/fleet/v1` for one page out of a made-up fleet: for what a real server shows too seldom or too slowly, as five
 * hundred printers, or every state at once. Events are sent with {@link emit}.
 */
export async function fakeServer(
  browserPage: Page,
  options: {
    printers?: number;
    /** A server on which nothing was done yet. */
    empty?: boolean;
    /** Names as long as they may be, in one word. */
    awkward?: boolean;
  } = {},
): Promise<void> {
  const some = <T>(items: readonly T[]) => (options.empty ? [] : [...items]);
  const printers = some(made.printers(options.printers ?? 10)).map((one) =>
    options.awkward ? made.awkward(one) : one,
  );
  const jobs = some(made.jobs).map((job) => (options.awkward ? made.awkwardJob(job) : job));
  const user = {
    id: 1,
    name: "admin",
    displayName: "",
    email: null,
    role: "administrator" as const,
    disabled: false,
    createdAt: new Date().toISOString(),
    signedInAt: new Date().toISOString(),
    version: 1,
    quota: null,
    usage: null,
  };
  const session: Session = { user, csrfToken: "t", permissions };
  const answers: [RegExp, (m: RegExpMatchArray) => unknown][] = [
    [
      /^\/info$/,
      () => ({
        name: "Gantry",
        version: "0",
        apiVersion: 1,
        setupNeeded: false,
        time: new Date().toISOString(),
        demo: true,
      }),
    ],
    [/^\/session$/, () => session],
    [
      /^\/printers\/found$/,
      () => ({
        items: [
          {
            url: "/dev/serial/by-id/usb-1a86",
            name: "",
            product: "USB2.0-Serial",
            manufacturer: "QinHeng",
            serialNumber: "",
            usbId: "1a86:7523",
            source: "local",
            configured: false,
          },
          {
            url: "rfc2217://lab.local:4001",
            name: "Lab",
            product: "",
            manufacturer: "",
            serialNumber: "",
            usbId: "",
            source: "network",
            configured: false,
          },
        ],
      }),
    ],
    [/^\/printers$/, () => ({ items: printers })],
    [/^\/printers\/(\d+)$/, (m) => printers[Number(m[1]) - 1]],
    [/^\/printers\/\d+\/temperatures$/, () => made.temperatures()],
    [/^\/prints\/\d+\/temperatures$/, () => made.temperatures()],
    [/^\/printers\/\d+\/terminal$/, () => ({ items: terminal(), next: 20, lost: 0 })],
    [/^\/printers\/\d+\/upcoming$/, () => ({ items: made.jobs.slice(0, 2) })],
    [
      /^\/printers\/\d+\/maintenance$/,
      () => ({
        tasks: [
          {
            id: 1,
            name: "Grease the Z screws",
            note: "",
            everyHours: 200,
            everyDays: null,
            doneAt: new Date().toISOString(),
            dueIn: { hours: 42, days: null },
            isDue: false,
            version: 1,
          },
          {
            id: 2,
            name: "Level the bed",
            note: "",
            everyHours: null,
            everyDays: 30,
            doneAt: new Date().toISOString(),
            dueIn: null,
            isDue: true,
            version: 1,
          },
        ],
        log: page([
          {
            id: 1,
            at: new Date().toISOString(),
            user: "tom",
            text: "New nozzle",
            taskId: null,
            printedSeconds: 0,
          },
        ]),
      }),
    ],
    [/^\/queue$/, () => ({ items: jobs, paused: false })],
    [/^\/files$/, () => page(some(made.files))],
    [/^\/files\/\d+$/, () => made.file],
    [/^\/files\/\d+\/layers$/, () => ({ count: 120, layers: [] })],
    [/^\/files\/\d+\/layers\/(\d+)$/, (m) => made.layer(Number(m[1]))],
    [
      /^\/folders$/,
      () => ({
        items: [
          { id: 2, parentId: 0, name: "Robotics", files: 8, version: 1 },
          { id: 3, parentId: 0, name: "Art class", files: 3, version: 1 },
        ],
      }),
    ],
    [/^\/prints$/, () => page(some(made.prints))],
    [/^\/prints\/\d+$/, () => made.prints[2]],
    [/^\/prints\/\d+\/log$/, () => made.log],
    [
      /^\/printers\/\d+\/camera$/,
      () => ({
        kind: "stream",
        state: "live",
        trouble: "",
        frameAt: new Date().toISOString(),
        viewers: 1,
        look: { rotate: 0, flipHorizontal: false, flipVertical: false },
      }),
    ],
    [
      /^\/statistics$/,
      () => ({
        items: ["2026-09", "2026-10", "2026-11"].map((key, i) => ({
          key,
          prints: 30 + i * 22,
          good: 20,
          bad: 2,
          failed: 3,
          seconds: 300_000 + i * 90_000,
          filamentG: 2400,
          cost: 80,
          energyWh: null,
        })),
      }),
    ],
    [/^\/ports$/, () => ({ items: some(made.ports) })],
    [/^\/users$/, () => page([user, { ...user, id: 2, name: "mia", role: "member" }])],
    [
      /^\/keys$/,
      () => ({
        items: [
          {
            id: 1,
            name: "PrusaSlicer",
            prefix: "gk_3f9a",
            scopes: ["queue.submit"],
            printerIds: null,
            createdAt: "",
            usedAt: null,
            expiresAt: null,
          },
        ],
      }),
    ],
    [
      /^\/quotas$/,
      () => ({
        items: [
          {
            userId: null,
            role: "member",
            quota: {
              jobsPerWeek: 5,
              hoursPerWeek: 20,
              gramsPerWeek: 500,
              longestHours: 8,
              oneAtATime: true,
              needsApproval: false,
            },
          },
        ],
      }),
    ],
    [
      /^\/me$/,
      () => ({
        usage: { jobs: 3, hours: 12.5, grams: 310, open: 0 },
        quota: {
          jobsPerWeek: 5,
          hoursPerWeek: 20,
          gramsPerWeek: 500,
          longestHours: 8,
          oneAtATime: true,
          needsApproval: false,
        },
      }),
    ],
    [
      /^\/audit$/,
      () =>
        page([
          {
            id: 1,
            at: new Date().toISOString(),
            user: "admin",
            action: "printer.cancel",
            printer: "Ada",
            subject: "gear-housing.gcode",
            details: "",
            address: "127.0.0.1",
          },
        ]),
    ],
    [
      /^\/settings$/,
      () => ({
        general: {
          siteName: "Gantry",
          anonymousRead: false,
          cameraPrinterId: null,
          anonymousCamera: false,
        },
        queue: {
          workingHours: "",
          staggerSeconds: 0,
          powerLimitW: 0,
          evenWear: true,
          plateNoticeSeconds: 300,
          plateReminderSeconds: 14400,
        },
        costs: { currency: "EUR", machineHour: 0.5, energyKwh: 0.3 },
        retention: { days: 0, maxBytes: 0 },
        sharing: {
          enabled: true,
          bind: "thisMachine",
          allowed: ["local"],
          secondClient: "refuse",
          logTraffic: false,
          idleLimitSeconds: 0,
        },
        version: 1,
      }),
    ],
    [
      /^\/notifications$/,
      () => ({ items: some(made.channels), kinds: made.noticeKinds, version: 1 }),
    ],
    [
      /^\/storage$/,
      () => ({ databaseBytes: 4_000_000, filesBytes: 800_000_000, freeBytes: 42_000_000_000 }),
    ],
  ];
  await browserPage.addInitScript(fakeEventSource);
  await browserPage.route("**/fleet/v1/**", async (route: Route) => {
    const path = new URL(route.request().url()).pathname.replace("/fleet/v1", "");
    if (/^\/printers\/1\/camera\/(snapshot|stream)$/.test(path))
      return route.fulfill({ contentType: "image/png", body: made.picture });
    if (route.request().method() !== "GET") return route.fulfill({ status: 202, json: {} });
    for (const [pattern, answer] of answers) {
      const match = pattern.exec(path);
      if (match) return route.fulfill({ json: answer(match) });
    }
    return route.fulfill({ status: 404, json: { code: "notFound", detail: `No ${path} here.` } });
  });
}

/** Sends an event to the page, as the server would. */
export async function emit(browserPage: Page, kind: string, data: object): Promise<void> {
  // What is told of a printer is newer than any answer that is still on its way.
  const told =
    kind === "printer" && "live" in data
      ? { ...data, live: { ...(data.live as object), at: new Date().toISOString() } }
      : data;
  await browserPage.evaluate(
    ([k, d]) => (window as unknown as { emit(kind: string, data: string): void }).emit(k!, d!),
    [kind, JSON.stringify(told)],
  );
}

/** Cuts the line to the page, or mends it. */
export async function cut(browserPage: Page, isCut: boolean): Promise<void> {
  await browserPage.evaluate(
    (c) => (window as unknown as { cut(isCut: boolean): void }).cut(c),
    isCut,
  );
}

/** Runs in the page: an EventSource that says what the test says, and is open unless the test has cut the line. */
function fakeEventSource(): void {
  const page = window as unknown as Record<string, unknown>;
  const all = new Set<Fake>();
  let isCut = false;
  class Fake extends EventTarget {
    onopen: (() => void) | null = null;
    onerror: (() => void) | null = null;
    constructor() {
      super();
      all.add(this);
      page["streams"] = Number(page["streams"] ?? 0) + 1;
      setTimeout(() => (isCut ? this.onerror?.() : this.onopen?.()), 0);
    }
    close(): void {
      all.delete(this);
    }
  }
  page["EventSource"] = Fake;
  page["emit"] = (kind: string, data: string) => {
    for (const one of all) one.dispatchEvent(new MessageEvent(kind, { data }));
  };
  page["cut"] = (wanted: boolean) => {
    isCut = wanted;
    if (isCut) for (const one of all) one.onerror?.();
  };
}

function terminal() {
  const texts = [
    "N41 G1 X10 Y20 E0.4",
    "ok",
    "M117 Layer 42",
    "ok",
    " T:204.60 /205.00 B:59.80 /60.00 @:72 B@:30",
    "echo:busy: processing",
  ];
  return Array.from({ length: 20 }, (_, n) => ({
    n,
    at: new Date(Date.now() - (20 - n) * 900).toISOString(),
    direction: n % 2 === 0 && n % 6 !== 4 ? "sent" : "received",
    text: texts[n % texts.length]!,
    by: null,
  }));
}
