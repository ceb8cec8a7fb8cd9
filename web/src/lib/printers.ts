import type { IconName } from "../design/icons";
import type { Key } from "../i18n/index.svelte";
import type { Printer, PrinterState } from "../api/types";

/** How a state is shown: word, icon, and a colour last. */
export interface StateLook {
  text: Key;
  icon: IconName;
  tone: string;
}

export const stateLooks: Record<PrinterState, StateLook> = {
  disabled: { text: "state.disabled", icon: "power", tone: "offline" },
  offline: { text: "state.offline", icon: "lost", tone: "offline" },
  connecting: { text: "state.connecting", icon: "cable", tone: "idle" },
  idle: { text: "state.idle", icon: "check", tone: "idle" },
  heating: { text: "state.heating", icon: "flame", tone: "heating" },
  printing: { text: "state.printing", icon: "nozzle", tone: "printing" },
  pausing: { text: "state.pausing", icon: "pause", tone: "paused" },
  paused: { text: "state.paused", icon: "pause", tone: "paused" },
  resuming: { text: "state.resuming", icon: "play", tone: "printing" },
  cancelling: { text: "state.cancelling", icon: "stop", tone: "error" },
  interrupted: { text: "state.interrupted", icon: "hand", tone: "interrupted" },
  finished: { text: "state.finished", icon: "flag", tone: "finished" },
  error: { text: "state.error", icon: "alert", tone: "error" },
  maintenance: { text: "state.maintenance", icon: "wrench", tone: "maintenance" },
};

/** What a person can ask of a printer. */
export type PrinterAction =
  | "connect"
  | "disconnect"
  | "pause"
  | "resume"
  | "cancel"
  | "clearPlate"
  | "emergencyStop"
  | "heatersOff"
  | "enterMaintenance"
  | "leaveMaintenance"
  | "restartFirmware"
  | "resumeInterrupted"
  | "giveUp";

const working: readonly PrinterState[] = [
  "heating",
  "printing",
  "pausing",
  "paused",
  "resuming",
  "cancelling",
  "interrupted",
];

/** Whether a job is on it. */
export function isWorking(state: PrinterState): boolean {
  return working.includes(state);
}

/** Whether there is a firmware to talk to. */
export function isConnected(state: PrinterState): boolean {
  return state !== "offline" && state !== "disabled" && state !== "connecting";
}

/** Whether something on the plate waits for a person. */
export function plateWaits(printer: Printer): boolean {
  return printer.plate.state !== "clear" && !isWorking(printer.live.state);
}

/** Whether the action can be asked for now. The server has the last word. */
export function can(printer: Printer, action: PrinterAction): boolean {
  const { state } = printer.live;
  switch (action) {
    case "connect":
      return printer.enabled && (state === "offline" || state === "error");
    case "disconnect":
      return isConnected(state) && !isWorking(state);
    case "pause":
      return state === "printing" || state === "heating";
    case "resume":
      return state === "paused";
    case "cancel":
      return isWorking(state) && state !== "cancelling" && state !== "interrupted";
    case "clearPlate":
      return plateWaits(printer);
    case "emergencyStop":
      return isConnected(state);
    case "heatersOff":
      return isConnected(state) && state !== "error" && !isWorking(state);
    case "enterMaintenance":
      return !printer.inMaintenance && !isWorking(state);
    case "leaveMaintenance":
      return printer.inMaintenance;
    case "restartFirmware":
      return state === "error";
    case "resumeInterrupted":
    case "giveUp":
      return state === "interrupted";
  }
}

/** Temperatures older than this say nothing about now. In seconds. */
export const staleAfter = 10;

/** Whether a temperature can still be trusted; unknown is not. */
export function isFresh(at: string | null, now: number): boolean {
  return at !== null && now - Date.parse(at) <= staleAfter * 1000;
}

/** Which printers the fleet page shows. */
export interface FleetFilter {
  text: string;
  group: string;
  tag: string;
  location: string;
}

/** States as people ask for them, each with what belongs to it. */
export const stateGroups = {
  working: ["heating", "printing", "pausing", "resuming", "cancelling"],
  free: ["idle"],
  waiting: ["paused", "interrupted", "finished"],
  trouble: ["error", "interrupted", "offline"],
  out: ["disabled", "maintenance"],
} as const satisfies Record<string, readonly PrinterState[]>;

export type StateGroup = keyof typeof stateGroups;

/** Whether a printer belongs to a group. One at rest whose plate nobody has looked at is not free: it waits for somebody. */
export function isIn(printer: Printer, group: StateGroup): boolean {
  const { state } = printer.live;
  if (state === "idle" && printer.attention?.kind === "plate") return group === "waiting";
  return (stateGroups[group] as readonly PrinterState[]).includes(state);
}

/** How many printers are in each group. */
export function groupCounts(printers: readonly Printer[]): Record<StateGroup, number> {
  const counts = { working: 0, free: 0, waiting: 0, trouble: 0, out: 0 };
  for (const printer of printers)
    for (const group of Object.keys(stateGroups) as StateGroup[])
      if (isIn(printer, group)) counts[group]++;
  return counts;
}

/** Orders of the fleet page: as somebody set them, by name, what is done next first. */
export const printerOrders = ["set", "name", "finish"] as const;
export type PrinterOrder = (typeof printerOrders)[number];

/** Compares two printers; those that finish in the same minute stay where they are, so that nothing dances. */
export function compareBy(order: PrinterOrder): (a: Printer, b: Printer) => number {
  const minute = ({ live }: Printer) =>
    live.job?.finishAt ? Math.floor(Date.parse(live.job.finishAt) / 60_000) : Infinity;
  const byName = (a: Printer, b: Printer) =>
    a.name.localeCompare(b.name, undefined, { numeric: true });
  switch (order) {
    case "name":
      return byName;
    case "finish":
      return (a, b) => {
        const [one, other] = [minute(a), minute(b)];
        return one === other ? a.position - b.position : one - other;
      };
    case "set":
      return (a, b) => a.position - b.position || byName(a, b);
  }
}

export function fitsFilter(printer: Printer, filter: FleetFilter): boolean {
  const { group, tag, location } = filter;
  if (group in stateGroups && !isIn(printer, group as StateGroup)) return false;
  if (tag !== "" && !printer.tags.includes(tag)) return false;
  if (location !== "" && printer.location !== location) return false;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const job = printer.live.job;
  const text = [
    printer.name,
    printer.model,
    printer.location,
    ...printer.tags,
    ...printer.materials.map((m) => m.material),
    job?.fileName ?? "",
    job?.owner ?? "",
  ]
    .join(" ")
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Those that need a person, the longest wait first. */
export function needsAttention(printers: readonly Printer[]): Printer[] {
  return printers
    .filter((p) => p.attention !== null)
    .sort((a, b) => Date.parse(a.attention!.since) - Date.parse(b.attention!.since));
}
