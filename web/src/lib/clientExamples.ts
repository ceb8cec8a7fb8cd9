import type { Port } from "../api/types";

/** How well-known programs open a shared port: to copy and paste. */
export interface Example {
  name: string;
  text: string;
}

/**
 * @param host The name or address under which the reader reached this server.
 * @param site Where the reader reached it, as `http://farm:8080`.
 */
export function examplesFor(port: Port, host: string, site: string): Example[] {
  if (!port.share) return [];
  const at = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  // What only the server's machine reaches is brought here through the server first.
  const address = `${port.share.local ? "localhost" : at}:${port.share.port}`;
  const url = `rfc2217://${address}`;
  const first: Example[] = port.share.local
    ? [
        {
          name: "gantry forward",
          text: `export GANTRY_KEY=…\ngantry forward ${port.share.port} -p ${port.share.port} --server ${site}`,
        },
      ]
    : [];
  return [
    ...first,
    {
      name: "pySerial",
      text: `import serial\nport = serial.serial_for_url("${url}", baudrate=115200)`,
    },
    { name: "miniterm", text: `python3 -m serial.tools.miniterm ${url} 115200` },
    {
      name: "esptool",
      text: `esptool --port "${url}?ign_set_control" write-flash 0x0 firmware.bin`,
    },
    { name: "PlatformIO", text: `[env:board]\nupload_port = ${url}\nmonitor_port = ${url}` },
    { name: "ESP-IDF", text: `idf.py --port "${url}?ign_set_control" flash monitor` },
    {
      name: "socat",
      text: `socat pty,link=$HOME/tty-${port.share.port},raw,echo=0 tcp:${address}`,
    },
    { name: "gantry", text: `gantry attach ${url} ./${port.share.port}.tty` },
  ];
}
