import type { Saying } from "../sayings";
import { cameras } from "./cameras";
import { connections } from "./connections";
import { printers } from "./printers";
import { prints } from "./prints";
import { queue } from "./queue";
import { site } from "./site";

/** The server's sentences in French. */
export const said: readonly Saying[] = [
  ...queue,
  ...printers,
  ...prints,
  ...connections,
  ...cameras,
  ...site,
];
