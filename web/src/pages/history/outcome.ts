import type { PrintState } from "../../api/types";
import type { IconName } from "../../design/icons";

/** How an outcome is shown: icon and colour beside its word. */
export const outcomes: Record<PrintState, { icon: IconName; tone: string }> = {
  starting: { icon: "wait", tone: "idle" },
  running: { icon: "nozzle", tone: "printing" },
  paused: { icon: "pause", tone: "paused" },
  interrupted: { icon: "hand", tone: "interrupted" },
  finished: { icon: "flag", tone: "finished" },
  cancelled: { icon: "stop", tone: "offline" },
  failed: { icon: "alert", tone: "error" },
};
