import { describe, expect, it } from "vitest";
import type { Port } from "../api/types";
import { portOf } from "./portOf";

const port = (name: string, parts: Partial<Port>) =>
  ({ name, device: `/dev/tty${name}`, byId: "", share: null, ...parts }) as Port;
const share = (url: string, printer: { id: number; name: string } | null) =>
  ({ url, printer }) as Port["share"];

describe("the port of a printer", () => {
  it("is known by its device, whichever name of it was given", () => {
    const ports = [port("USB0", {}), port("USB1", { byId: "/dev/serial/by-id/usb-x" })];
    expect(portOf({ id: 1, url: "/dev/ttyUSB0" }, ports)?.name).toBe("USB0");
    expect(portOf({ id: 1, url: "/dev/serial/by-id/usb-x" }, ports)?.name).toBe("USB1");
  });

  it("is the one that its share says, or has the address of", () => {
    const ports = [
      port("USB0", { share: share("rfc2217://a:4001", null) }),
      port("USB1", { share: share("rfc2217://a:4002", { id: 7, name: "Ada" }) }),
    ];
    expect(portOf({ id: 7, url: "rfc2217://elsewhere:1" }, ports)?.name).toBe("USB1");
    expect(portOf({ id: 8, url: "rfc2217://a:4001" }, ports)?.name).toBe("USB0");
  });

  it("is none where the printer is on the network, or devices have no second name", () =>
    expect(portOf({ id: 1, url: "" }, [port("USB0", {})])).toBeUndefined());
});
