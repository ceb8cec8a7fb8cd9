import type {
  Job,
  LibraryFile,
  Live,
  Port,
  Print,
  PrintLog,
  Printer,
  PrinterState,
} from "../../src/api/types";
import type { Channel } from "../../src/pages/settings/channels";
import { printer as plain } from "../../src/lib/testPrinter";

/** A fleet made up for tests of the page alone: every state, as many printers as wanted, always the same. */

const names = [
  "Ada",
  "Blaise",
  "Charles",
  "Dorothy",
  "Edsger",
  "Frances",
  "Grace",
  "Hedy",
  "Ida",
  "Joan",
];
const states: PrinterState[] = [
  "printing",
  "idle",
  "finished",
  "heating",
  "paused",
  "error",
  "offline",
  "interrupted",
  "maintenance",
  "printing",
];

const iso = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000).toISOString();

function live(state: PrinterState, index: number): Partial<Live> {
  const works = ["printing", "heating", "paused", "interrupted"].includes(state);
  const off = state === "offline";
  return {
    state,
    since: iso(600 + index * 60),
    reason: state === "error" ? "Thermal Runaway, system stopped! Heater_ID: E1" : "",
    trouble: off
      ? {
          code: "portMissing",
          text: "/dev/ttyUSB3 is gone: the device was unplugged or switched off.",
        }
      : null,
    temperatures: off
      ? []
      : [
          { heater: "tool0", actual: works ? 204.6 : 24.1, target: works ? 205 : 0, at: iso(1) },
          { heater: "bed", actual: works ? 59.8 : 23.4, target: works ? 60 : 0, at: iso(1) },
        ],
    temperaturesAt: off ? null : iso(1),
    job: works
      ? {
          printId: index,
          jobId: index,
          fileId: 1,
          fileName: `gear-housing-v${index}.gcode`,
          owner: "mia",
          progress: ((index * 17 + 42) % 100) / 100,
          commandsDone: 42_000,
          commands: 100_000,
          layer: 42,
          layers: 120,
          z: 8.4,
          elapsedSeconds: 3720,
          leftSeconds: 4210,
          leftOrigin: "measured",
          finishAt: iso(-4210),
          material: "PLA",
          thumbnailUrl: null,
        }
      : null,
    firmware: off
      ? null
      : {
          name: "Marlin",
          version: "2.1.2.5",
          machine: "Ender-3 V2",
          capabilities: ["AUTOREPORT_TEMP", "EMERGENCY_PARSER"],
        },
    link: off ? null : { linesPerSecond: 28.4, roundTripMs: 6.2, resends: 0, window: 4 },
    message: state === "printing" && index === 0 ? "Layer 42 of 120" : "",
  };
}

export function printers(count: number): Printer[] {
  return Array.from({ length: count }, (_, index) => {
    const state = states[index % states.length]!;
    const round = Math.floor(index / names.length);
    return {
      ...plain(live(state, index)),
      id: index + 1,
      name: `${names[index % names.length]}${round > 0 ? ` ${round + 1}` : ""}`,
      position: index,
      location: index % 2 === 0 ? "Lab 1" : "Workshop",
      tags: index % 3 === 0 ? ["school"] : [],
      materials: [
        {
          tool: 0,
          material: index % 2 ? "PETG" : "PLA",
          colour: index % 2 ? "#e6532f" : "#2f6fe6",
          brand: "",
          remainingG: 640,
        },
      ],
      plate: {
        state: state === "finished" ? "occupied" : "clear",
        since: iso(900),
        printId: state === "finished" ? 7 : null,
      },
      // The second one's camera gives no picture.
      camera: index < 2,
      cameraLook:
        index < 2 ? { rotate: 90 * index, flipHorizontal: false, flipVertical: false } : null,
      cameraSettings: null,
      inMaintenance: state === "maintenance",
      printedSeconds: 412_000 + index * 1000,
      prints: 96,
      attention:
        state === "finished"
          ? { kind: "plate", since: iso(1800), text: "The plate is to be cleared." }
          : state === "error"
            ? {
                kind: "error",
                since: iso(300),
                text: "Thermal Runaway, system stopped! Heater_ID: E1",
              }
            : state === "interrupted"
              ? {
                  kind: "interrupted",
                  since: iso(5000),
                  text: "The printer was reset: it forgot its position and its targets.",
                }
              : null,
      upcoming: index % 4,
    };
  });
}

const long = (word: string, length: number) => `${word}_`.repeat(length).slice(0, length);

/** The same printer with everything as long as the server lets it be. */
export function awkward(printer: Printer): Printer {
  const { job } = printer.live;
  return {
    ...printer,
    name: long(printer.name, 80),
    location: long("Basement", 80),
    tags: [long("tag", 40), "b", "c"],
    materials: printer.materials.map((m) => ({ ...m, material: long("PLA-CF", 40) })),
    live: {
      ...printer.live,
      message: long("message", 150),
      job: job && { ...job, fileName: `${long("part", 190)}.gcode`, owner: long("owner", 60) },
    },
    attention: printer.attention && { ...printer.attention, text: long("reason", 300) },
  };
}

/** The same job with a long name, owner and reasons. */
export function awkwardJob(job: Job): Job {
  return {
    ...job,
    name: `${long("part", 120)}.gcode`,
    owner: long("owner", 60),
    holdReason: job.holdReason && long("reason", 200),
  };
}

export const file: LibraryFile = {
  id: 1,
  name: "gear-housing.gcode",
  folderId: 0,
  size: 4_312_000,
  hash: "00",
  note: "For the robotics class.",
  tags: ["robotics"],
  uploader: "mia",
  uploaderId: 2,
  source: "web",
  uploadedAt: iso(86_400),
  changedAt: iso(86_400),
  facts: {
    kind: "gcode",
    slicer: "PrusaSlicer 2.9.0",
    printerModel: "Ender-3",
    material: "PLA",
    nozzleMm: 0.4,
    layerMm: 0.2,
    seconds: 7920,
    filamentMm: 12_400,
    filamentG: 37.2,
    sizeX: 82,
    sizeY: 61,
    sizeZ: 24,
    tools: 1,
  },
  printedGood: 4,
  printedBad: 1,
  printedAt: iso(4000),
  thumbnailUrl: null,
  state: "ready",
  version: 1,
};

export const files = Array.from({ length: 12 }, (_, index) => ({
  ...file,
  id: index + 1,
  name: index === 0 ? file.name : `bracket-${index}.gcode`,
}));

export const jobs: Job[] = Array.from({ length: 6 }, (_, index) => ({
  id: index + 1,
  uid: `${index}`,
  name: index === 0 ? "gear-housing.gcode" : `bracket-${index}.gcode`,
  fileId: index + 1,
  state: index === 4 ? "awaitingApproval" : "queued",
  priority: index === 0 ? 2 : 0,
  rank: index,
  copies: index === 1 ? 12 : 1,
  copiesStarted: index === 1 ? 5 : 0,
  copiesGood: index === 1 ? 4 : 0,
  copiesBad: 0,
  held: index === 3,
  holdReason: index === 3 ? "waiting for red filament" : "",
  notBefore: null,
  printerId: null,
  routing: {},
  seconds: 7920,
  filamentG: 37,
  owner: index % 2 ? "mia" : "tom",
  ownerId: 2,
  approver: "",
  source: "web",
  note: "",
  variants: [],
  thumbnailUrl: null,
  createdAt: iso(3600),
  endedAt: null,
  version: 1,
  waits: [
    {
      printerId: 1,
      printerName: "Ada",
      fits: false,
      reasons: [{ code: "busy", text: "It prints something else." }],
    },
    {
      printerId: 2,
      printerName: "Blaise",
      fits: index === 0,
      reasons:
        index === 0
          ? []
          : [{ code: "material", text: "The job is sliced for PLA, and PETG is loaded." }],
    },
    {
      printerId: 3,
      printerName: "Charles",
      fits: false,
      reasons: [
        { code: "plateNotClear", text: "Nobody has confirmed yet that its plate is clear." },
      ],
    },
  ],
  canControl: true,
}));

export const prints: Print[] = Array.from({ length: 14 }, (_, index) => ({
  id: index + 1,
  uid: `${index}`,
  jobId: index,
  printerId: 1,
  printerName: names[index % names.length]!,
  fileId: 1,
  fileName: `bracket-${index}.gcode`,
  userName: index % 2 ? "mia" : "tom",
  userId: 2,
  state: (["finished", "finished", "failed", "cancelled"] as const)[index % 4]!,
  startedAt: iso(90_000 * index + 9000),
  endedAt: iso(90_000 * index + 1000),
  seconds: 8000,
  reason: "",
  firmwareWords: index % 4 === 2 ? "Error:MINTEMP triggered, system stopped! Heater_ID: 0" : "",
  verdict: (["good", "none", "bad", "none"] as const)[index % 4]!,
  verdictReason: "",
  verdictBy: "",
  photoUrl: null,
  photoBy: "",
  material: "PLA",
  filamentMm: 12_400,
  filamentG: 37.2,
  energyWh: null,
  cost: 1.25,
  thumbnailUrl: null,
  version: 1,
}));

export const ports: Port[] = ["ender", "prusa", "esp32-lab"].map((name, index) => ({
  number: 4001 + index,
  name,
  label: name,
  device: `/dev/ttyUSB${index}`,
  product: index === 2 ? "CP2102N USB to UART Bridge" : "USB2.0-Serial",
  manufacturer: index === 2 ? "Silicon Labs" : "QinHeng",
  serialNumber: index === 2 ? "a4f0c1" : "",
  usbId: index === 2 ? "10c4:ea60" : "1a86:7523",
  usbPath: `1-1.${index + 1}`,
  byId: "",
  present: index !== 1,
  flapping: false,
  disabled: false,
  pin: index === 0 ? "serial" : "none",
  dtrRts: null,
  resetOnConnect: null,
  bootloader: null,
  share: {
    port: 4001 + index,
    local: false,
    url: `rfc2217://printers.local:${4001 + index}`,
    state: index === 0 ? "open" : index === 1 ? "absent" : "listening",
    error: null,
    holder: index === 0 ? { address: "192.168.1.20", since: iso(400) } : null,
    watchers: index === 0 ? 2 : 0,
    bytesIn: 1_200_000,
    bytesOut: 43_000_000,
    reset: "never",
    printer: null,
  },
}));

/** Temperatures of the last hour: heating up, then steady. */
export function temperatures() {
  const count = 360;
  const now = Date.now() / 1000;
  const times = Array.from({ length: count }, (_, i) => now - (count - i) * 10);
  const warm = (to: number, i: number) => Math.min(to, 22 + i * 2.2) + Math.sin(i / 7);
  return {
    heaters: ["tool0", "bed"],
    times,
    actual: { tool0: times.map((_, i) => warm(205, i)), bed: times.map((_, i) => warm(60, i)) },
    target: { tool0: times.map((_, i) => (i > 5 ? 205 : 0)), bed: times.map(() => 60) },
  };
}

/** A layer: a ring wall and lines inside it. */
export function layer(n: number) {
  const segments: number[] = [];
  for (let a = 0; a < 60; a++) {
    const at = (k: number) => [
      110 + 40 * Math.cos((k * Math.PI) / 30),
      110 + 30 * Math.sin((k * Math.PI) / 30),
    ];
    segments.push(...at(a), ...at(a + 1), 1);
  }
  for (let y = -24; y <= 24; y += 4) segments.push(80, 110 + y, 140, 110 + y + (n % 2 ? 4 : -4), 1);
  segments.push(110, 110, 20, 20, 0);
  return { z: n * 0.2, segments };
}

/** What a camera shows here: some colours. */
export const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAIAAAC0SDtlAAABDElEQVR42g3LkbYFIQBA0fc5F8MgCIIgGAiCIAiC1llBEASDYRj2qW+277+fQiikQius4lEERVIURVMMxatYiq04iqv4+xmEQRq0wRoeQzAkQzE0wzC8hmXYhmO45gsO4ZAO7bCOxxEcyVEczTEcr2M5tuM4rvuCR3ikR3us5/EET/IUT/MMz+tZnu05nuu/EBERGdERG3kiIZIiJdIiI/JGVmRHTuTGL2RERmZ0xmaeTMikTMm0zMi8mZXZmZO5+QsVUZEVXbGVpxIqqVIqrTIqb2VVduVUbv1CR3RkR3ds5+mETuqUTuuMzttZnd05ndu/MBETOdETO3kmYZImZdImY/JO1mRPzuRO/gF4zqnhvwBA+wAAAABJRU5ErkJggg==",
  "base64",
);

export const log: PrintLog = {
  notes: ["The firmware refused line 812: M999."],
  said: [{ at: iso(900), direction: "received", text: "echo:busy: processing" }],
  lost: 0,
  last: [
    { at: iso(2), direction: "sent", text: "N8123 G1 X10 Y20 E0.4*71" },
    { at: iso(1), direction: "received", text: "ok" },
    { at: iso(0), direction: "note", text: "The print has ended." },
  ],
};

/** Somebody who hears of everything, one whose server refuses, and one that is switched off. */
export const channels: readonly Channel[] = [
  {
    id: "a",
    kind: "email",
    url: "smtps://farm%40example.org@mail.example.org?to=lab%40example.org",
    events: [],
    allowLocal: false,
    enabled: true,
    hasSecret: true,
    arrivedAt: new Date(Date.now() - 600_000).toISOString(),
    failedAt: null,
    lastError: "",
    waiting: 0,
    givenUp: 0,
  },
  {
    id: "b",
    kind: "mqtt",
    url: "mqtt://farm@broker.example.org/gantry/notices",
    events: ["print.failed", "print.interrupted", "printer.offlineWhilePrinting"],
    allowLocal: true,
    enabled: true,
    hasSecret: true,
    arrivedAt: null,
    failedAt: new Date(Date.now() - 60_000).toISOString(),
    lastError: "The broker refuses: user name or password are wrong.",
    waiting: 3,
    givenUp: 1,
  },
  {
    id: "c",
    kind: "webhook",
    url: "https://hooks.example.org/services/T0000/B0000",
    events: ["print.finished"],
    allowLocal: false,
    enabled: false,
    hasSecret: false,
    arrivedAt: null,
    failedAt: null,
    lastError: "",
    waiting: 0,
    givenUp: 0,
  },
];

export const noticeKinds: readonly string[] = [
  "print.finished",
  "print.failed",
  "print.cancelled",
  "print.interrupted",
  "print.paused",
  "printer.offlineWhilePrinting",
  "printer.prompt",
  "printer.error",
  "printer.maintenance",
  "printer.plateNotClear",
  "server.disk",
];
