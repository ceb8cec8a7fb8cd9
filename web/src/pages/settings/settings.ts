/** The settings that the site changes; what the server knows besides is left as it is. */
export interface Settings {
  general: {
    siteName: string;
    anonymousRead: boolean;
    /** Null: the first printer with a camera; sent as 0. */
    cameraPrinterId: number | null;
    anonymousCamera: boolean;
  };
  queue: {
    workingHours: string;
    staggerSeconds: number;
    powerLimitW: number;
    evenWear: boolean;
    plateNoticeSeconds: number;
    plateReminderSeconds: number;
  };
  costs: { currency: string; machineHour: number; energyKwh: number };
  retention: { days: number; maxBytes: number };
  sharing: {
    enabled: boolean;
    /** `thisMachine`, `network` or an address. */
    bind: string;
    allowed: string[];
    secondClient: "refuse" | "newest";
    logTraffic: boolean;
    idleLimitSeconds: number;
  };
}
