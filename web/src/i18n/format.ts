import { t, translation } from "./index.svelte";

/** Numbers, times and durations as the reader's region writes them. */

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function cached<T>(name: string, make: (locale: string) => T): T {
  const key = `${translation.locale} ${name}`;
  let format = cache.get(key);
  if (!format) {
    format = make(translation.locale) as Intl.NumberFormat;
    cache.set(key, format);
  }
  return format as T;
}

/** A number with at most so many decimals. */
export function number(value: number, decimals = 0): string {
  return cached(
    `n${decimals}`,
    (l) => new Intl.NumberFormat(l, { maximumFractionDigits: decimals }),
  ).format(value);
}

/** 0.423 as 42 %; never 100 % before it is done. */
export function percent(share: number): string {
  const whole = share >= 1 ? 1 : Math.floor(share * 100) / 100;
  return cached("p", (l) => new Intl.NumberFormat(l, { style: "percent" })).format(whole);
}

/** 208.4 °C as 208 °; a dash where nobody knows. */
export function degrees(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : `${number(value)}\u00a0°`;
}

/** 3725 s as 1 h 02 min; under a minute in seconds. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return "–";
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}\u00a0s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes}\u00a0min`;
  const hours = Math.floor(minutes / 60);
  const rest = String(minutes % 60).padStart(2, "0");
  if (hours < 48) return `${hours}\u00a0h\u00a0${rest}\u00a0min`;
  return `${Math.floor(hours / 24)}\u00a0${t("unit.days")}\u00a0${hours % 24}\u00a0h`;
}

/** The time of day, with the day when it is another one than today's. */
export function moment(iso: string | null, now = new Date()): string {
  if (!iso) return "–";
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "–";
  if (at.toDateString() === now.toDateString()) return clock(iso);
  return cached(
    "d",
    (l) =>
      new Intl.DateTimeFormat(l, {
        weekday: "short",
        day: "numeric",
        month: "short",
        hour: "2-digit",
        minute: "2-digit",
      }),
  ).format(at);
}

/** The time of day. */
export function clock(iso: string, withSeconds = false): string {
  const second = withSeconds ? ({ second: "2-digit" } as const) : {};
  return cached(
    `c${withSeconds}`,
    (l) => new Intl.DateTimeFormat(l, { hour: "2-digit", minute: "2-digit", ...second }),
  ).format(new Date(iso));
}

/** Day and time in full. */
export function dateTime(iso: string | null): string {
  if (!iso) return "–";
  return cached(
    "dt",
    (l) => new Intl.DateTimeFormat(l, { dateStyle: "medium", timeStyle: "short" }),
  ).format(new Date(iso));
}

/** How long ago, in the largest unit that says something. */
export function ago(iso: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  const format = cached(
    "r",
    (l) => new Intl.RelativeTimeFormat(l, { style: "short", numeric: "auto" }),
  );
  if (seconds < 60) return format.format(-Math.round(seconds), "second");
  if (seconds < 3600) return format.format(-Math.round(seconds / 60), "minute");
  if (seconds < 172_800) return format.format(-Math.round(seconds / 3600), "hour");
  return format.format(-Math.round(seconds / 86_400), "day");
}

/** 1536000 bytes as 1.5 MB. */
export function size(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return cached(
    `b${unit}${value < 10}`,
    (l) =>
      new Intl.NumberFormat(l, {
        style: "unit",
        unit: units[unit],
        unitDisplay: unit === 0 ? "long" : "short",
        maximumFractionDigits: unit > 0 && value < 10 ? 1 : 0,
      } as Intl.NumberFormatOptions),
  ).format(value);
}

/** Grams, and kilograms from a thousand on. */
export function grams(value: number | null): string {
  if (value === null || value === 0) return "–";
  return value < 1000
    ? `${number(value, value < 10 ? 1 : 0)}\u00a0g`
    : `${number(value / 1000, 2)}\u00a0kg`;
}

/** An amount in the money of the settings. */
export function money(value: number | null, currency: string): string {
  if (value === null) return "–";
  try {
    return cached(
      `m${currency}`,
      (l) => new Intl.NumberFormat(l, { style: "currency", currency }),
    ).format(value);
  } catch {
    return `${number(value, 2)} ${currency}`;
  }
}
