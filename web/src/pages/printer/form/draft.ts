import type { CameraSettings, Printer } from "../../../api/types";

/** What the server has against a field, by its name in the API. */
export type ErrorOf = (field: string) => string | undefined;

/** What a person sets of a printer. */
export type PrinterDraft = Pick<
  Printer,
  | "name"
  | "url"
  | "baudRate"
  | "model"
  | "location"
  | "notes"
  | "tags"
  | "enabled"
  | "profile"
  | "materials"
> & { cameraSettings: CameraSettings };

/** No camera. */
const noCamera: CameraSettings = {
  streamUrl: "",
  snapshotUrl: "",
  device: "",
  testPicture: false,
  rotate: 0,
  flipHorizontal: false,
  flipVertical: false,
};

/** The usual bed printer of a workshop; everything can be changed. */
export function newDraft(url = "", name = ""): PrinterDraft {
  return {
    name,
    url,
    baudRate: 0,
    model: "",
    location: "",
    notes: "",
    tags: [],
    enabled: true,
    profile: {
      widthMm: 220,
      depthMm: 220,
      heightMm: 250,
      shape: "rectangle",
      origin: "corner",
      heatedBed: true,
      heatedChamber: false,
      hotends: [{ nozzleMm: 0.4, maxC: 260 }],
      maxBedC: 110,
      maxChamberC: 0,
      heatUpWatts: 250,
      feedrates: { xy: 6000, z: 300, e: 300 },
      scripts: {},
      firmware: {
        window: "auto",
        resetOnConnect: "never",
        interruptedHeaters: "off",
        interruptedOffAfterSeconds: 1800,
      },
      autoClear: { enabled: false, afterSeconds: 600 },
      autoConnect: true,
    },
    materials: [],
    cameraSettings: { ...noCamera },
  };
}

/** A copy to change: nothing of the printer itself is touched until the server took it. */
export function draftOf(printer: Printer): PrinterDraft {
  const { name, url, baudRate, model, location, notes, tags, enabled, profile, materials } =
    printer;
  return structuredClone({
    name,
    url,
    baudRate,
    model,
    location,
    notes,
    tags,
    enabled,
    profile,
    materials,
    cameraSettings: printer.cameraSettings ?? noCamera,
  });
}

/** Words apart by commas, as tags. */
export function tagsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(",")
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ];
}
