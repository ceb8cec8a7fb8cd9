import type { Temperature, TemperatureSeries } from "../api/types";

/** More points than a screen has columns show nothing more. */
const mostPoints = 2000;

/**
 * The series with what was just measured at its end, and without what is older than `span` seconds. The same moment twice, or
 * one out of the past, changes nothing. A heater that is new has no past.
 */
export function append(
  series: TemperatureSeries,
  readings: readonly Temperature[],
  at: string,
  span: number,
): TemperatureSeries {
  const time = Date.parse(at) / 1000;
  const last = series.times.at(-1);
  if (!Number.isFinite(time) || (last !== undefined && time <= last)) return series;
  const from = firstWithin(series.times, time - span);
  const times = [...series.times.slice(from), time];
  const heaters = [...series.heaters];
  for (const reading of readings)
    if (!heaters.includes(reading.heater)) heaters.push(reading.heater);

  const column = (
    columns: Record<string, (number | null)[]>,
    value: (reading: Temperature) => number | null,
  ) =>
    Object.fromEntries(
      heaters.map((heater) => {
        const past = columns[heater]?.slice(from) ?? new Array<null>(times.length - 1).fill(null);
        const reading = readings.find((r) => r.heater === heater);
        return [heater, [...past, reading ? value(reading) : null]];
      }),
    );

  return {
    heaters,
    times,
    actual: column(series.actual, (r) => r.actual),
    target: column(series.target, (r) => r.target),
  };
}

function firstWithin(times: readonly number[], since: number): number {
  const found = times.findIndex((time) => time >= since);
  const byAge = found < 0 ? times.length : found;
  return Math.max(byAge, times.length - mostPoints + 1);
}
