import type { TerminalLine } from "../api/types";

/** Commands that people type, for the Tab key: Marlin's, by what they do for a host. */
const common = [
  "G0", "G1", "G28", "G29", "G90", "G91", "G92",
  "M17", "M18", "M20", "M73", "M82", "M83", "M84", "M104", "M105", "M106", "M107", "M109", "M112",
  "M114", "M115", "M117", "M119", "M140", "M155", "M190", "M201", "M203", "M204", "M205", "M206",
  "M220", "M221", "M301", "M303", "M304", "M400", "M410", "M500", "M501", "M502", "M503", "M600",
  "M851", "M900",
]; // prettier-ignore

/** Whether a line is of the talk that never ends: temperatures, `ok`, `busy`. */
export function isChatter(line: TerminalLine): boolean {
  if (line.direction === "note") return false;
  const text = line.text.trim();
  if (line.direction === "sent") return /^(N\d+\s*)?M105\b/.test(text);
  return (
    /^ok\b/.test(text) ||
    /^(echo:)?\s*busy:/.test(text) ||
    /^(wait)$/.test(text) ||
    /^T\d?:\s*-?\d/.test(text) ||
    /^B:\s*-?\d/.test(text)
  );
}

/** A sent line apart: its number and checksum are of the protocol, the rest is what the printer does. */
export function partsOf(
  line: TerminalLine,
): { kind: "frame" | "command" | "frame end"; text: string }[] {
  const match = line.direction === "sent" ? /^(N\d+\s*)(.*?)(\*\d+)?$/.exec(line.text) : null;
  if (!match) return [{ kind: "command", text: line.text }];
  const [, number = "", command = "", sum = ""] = match;
  return [
    { kind: "frame" as const, text: `${number.trim()} ` },
    { kind: "command" as const, text: command },
    { kind: "frame end" as const, text: sum },
  ].filter((part) => part.text !== "");
}

/** What was typed, made longer as far as it is clear: by what was sent before (the latest first), else by the usual commands. */
export function complete(typed: string, history: readonly string[]): string {
  const wanted = typed.toUpperCase();
  const before = history.findLast(
    (h) => h.toUpperCase().startsWith(wanted) && h.length > typed.length,
  );
  if (before) return before;
  const fitting = common.filter((command) => command.startsWith(wanted));
  return fitting.length === 0 ? typed : sharedStart(fitting);
}

function sharedStart(texts: readonly string[]): string {
  let shared = texts[0] ?? "";
  for (const text of texts) while (!text.startsWith(shared)) shared = shared.slice(0, -1);
  return shared;
}
