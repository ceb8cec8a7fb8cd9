import type { Port, Printer } from "../api/types";

/** The port of this machine that a printer is on: by the share that holds it, by any name of the device, or by its address. */
export function portOf(
  printer: Pick<Printer, "id" | "url">,
  ports: readonly Port[],
): Port | undefined {
  const path = printer.url.replace(/^(tty|serial|file):(\/\/)?/, "");
  return ports.find(
    (port) =>
      port.share?.printer?.id === printer.id ||
      (port.device !== "" && port.device === path) ||
      (port.byId !== "" && port.byId === path) ||
      (port.share != null && port.share.url === printer.url),
  );
}
