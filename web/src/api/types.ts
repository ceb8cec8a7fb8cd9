/** What `/fleet/v1` sends and takes. Lengths in mm, mass in g, temperatures in °C, durations in s, sizes in bytes. */

export type Id = number;
/** ISO 8601, UTC. */
export type Time = string;

export interface Page<T> {
  items: T[];
  next: string | null;
  total: number | null;
  totalIsLeast?: boolean;
}

export interface Info {
  name: string;
  version: string;
  apiVersion: number;
  setupNeeded: boolean;
  time: Time;
  demo: boolean;
}

export type Role = "viewer" | "member" | "operator" | "administrator";

export type Permission =
  | "fleet.read"
  | "printers.control"
  | "printers.manage"
  | "queue.submit"
  | "queue.manage"
  | "jobs.approve"
  | "library.read"
  | "library.write"
  | "library.manage"
  | "history.read"
  | "history.manage"
  | "users.manage"
  | "audit.read"
  | "settings.manage"
  | "ports.read"
  | "ports.manage"
  | "terminal.use"
  | "backup";

export interface Quota {
  jobsPerWeek: number | null;
  hoursPerWeek: number | null;
  gramsPerWeek: number | null;
  longestHours: number | null;
  oneAtATime: boolean;
  needsApproval: boolean;
}

/** What one person, or everybody of a role, may print. */
export interface QuotaEntry {
  userId: Id | null;
  role: Role | null;
  quota: Quota;
}

export interface Usage {
  jobs: number;
  hours: number;
  grams: number;
}

export interface User {
  id: Id;
  name: string;
  displayName: string;
  email: string | null;
  role: Role;
  disabled: boolean;
  createdAt: Time;
  signedInAt: Time | null;
  version: number;
  quota: Quota | null;
  usage: Usage | null;
}

export interface Session {
  user: User | null;
  csrfToken: string;
  permissions: Permission[];
}

export interface ApiKey {
  id: Id;
  name: string;
  prefix: string;
  scopes: Permission[];
  printerIds: Id[] | null;
  createdAt: Time;
  usedAt: Time | null;
  expiresAt: Time | null;
  /** Only in the answer to its creation. */
  key?: string;
}

export type PrinterState =
  | "disabled"
  | "offline"
  | "connecting"
  | "idle"
  | "heating"
  | "printing"
  | "pausing"
  | "paused"
  | "resuming"
  | "cancelling"
  | "interrupted"
  | "finished"
  | "error"
  | "maintenance";

export interface Temperature {
  heater: string;
  actual: number | null;
  target: number | null;
  at: Time | null;
}

export interface LiveJob {
  printId: Id | null;
  jobId: Id | null;
  fileId: Id | null;
  fileName: string;
  owner: string;
  /** 0 to 1. */
  progress: number;
  commandsDone: number;
  commands: number;
  layer: number | null;
  layers: number | null;
  z: number | null;
  elapsedSeconds: number;
  leftSeconds: number | null;
  leftOrigin: "slicer" | "estimate" | "measured" | null;
  finishAt: Time | null;
  material: string;
  thumbnailUrl: string | null;
}

export interface Live {
  state: PrinterState;
  since: Time;
  reason: string;
  trouble: { code: string; text: string } | null;
  baudRate: number;
  firmware: { name: string; version: string; machine: string; capabilities: string[] } | null;
  temperatures: Temperature[];
  temperaturesAt: Time | null;
  job: LiveJob | null;
  prompt: { id: number; text: string; choices: string[] } | null;
  message: string;
  link: { linesPerSecond: number; roundTripMs: number; resends: number; window: number } | null;
  at: Time;
  canControl: boolean;
}

export interface Hotend {
  nozzleMm: number;
  maxC: number;
}

export interface Profile {
  widthMm: number;
  depthMm: number;
  heightMm: number;
  shape: "rectangle" | "circle";
  origin: "corner" | "center";
  heatedBed: boolean;
  heatedChamber: boolean;
  hotends: Hotend[];
  maxBedC: number;
  maxChamberC: number;
  heatUpWatts: number;
  feedrates: { xy: number; z: number; e: number };
  scripts: Record<string, string>;
  firmware: {
    window: string;
    resetOnConnect: "never" | "always";
    interruptedHeaters: "hold" | "off";
    interruptedOffAfterSeconds: number;
  };
  autoClear: { enabled: boolean; afterSeconds: number };
  autoConnect: boolean;
}

export interface Material {
  tool: number;
  material: string;
  colour: string;
  brand: string;
  remainingG: number | null;
}

export type AttentionKind =
  | "error"
  | "interrupted"
  | "prompt"
  | "paused"
  | "plate"
  | "offlineWhilePrinting"
  | "approval"
  | "maintenance";

export interface Attention {
  kind: AttentionKind;
  since: Time;
  text: string;
}

export interface Plate {
  state: "unknown" | "clear" | "occupied";
  since: Time;
  printId: Id | null;
}

/** How a camera's pictures are to be shown: first mirrored, then turned clockwise. */
export interface CameraLook {
  rotate: number;
  flipHorizontal: boolean;
  flipVertical: boolean;
}

/** Where pictures come from; a password in an address is shown as three stars. */
export interface CameraSettings extends CameraLook {
  streamUrl: string;
  snapshotUrl: string;
  device: string;
  testPicture: boolean;
}

export interface CameraView {
  kind: "none" | "stream" | "snapshot" | "device" | "test";
  state: "idle" | "connecting" | "live" | "failed";
  trouble: string;
  frameAt: Time | null;
  viewers: number;
  look: CameraLook;
}

export interface Printer {
  id: Id;
  uid: string;
  name: string;
  url: string;
  baudRate: number;
  model: string;
  location: string;
  notes: string;
  tags: string[];
  enabled: boolean;
  inMaintenance: boolean;
  position: number;
  profile: Profile;
  version: number;
  createdAt: Time;
  changedAt: Time;
  live: Live;
  plate: Plate;
  printedSeconds: number;
  prints: number;
  materials: Material[];
  maintenanceDue: number;
  camera: boolean;
  cameraLook: CameraLook | null;
  /** Only for those who may set up printers. */
  cameraSettings?: CameraSettings | null;
  attention: Attention | null;
  upcoming: number;
}

/** What a test of a connection has shown. */
export interface ConnectionTest {
  ok: boolean;
  text: string;
  url: string;
  baudRate: number;
  firmware: { name: string; version: string; machine: string } | null;
  trouble: { code: string; text: string } | null;
  printerId: number | null;
}

export interface FoundPrinter {
  url: string;
  name: string;
  product: string;
  manufacturer: string;
  serialNumber: string;
  usbId: string;
  source: "local" | "network";
  configured: boolean;
}

/** Columns over the same times, `null` where nothing was measured. */
export interface TemperatureSeries {
  heaters: string[];
  /** Seconds since 1970. */
  times: number[];
  actual: Record<string, (number | null)[]>;
  target: Record<string, (number | null)[]>;
  min?: Record<string, (number | null)[]>;
  max?: Record<string, (number | null)[]>;
}

export interface TerminalLine {
  n: number;
  at: Time;
  direction: "sent" | "received" | "note";
  text: string;
  by: string | null;
}

export interface TerminalPage {
  items: TerminalLine[];
  next: number;
  lost: number;
}

export interface FileFacts {
  kind: string;
  slicer: string;
  printerModel: string;
  material: string;
  nozzleMm: number;
  layerMm: number;
  seconds: number;
  filamentMm: number;
  filamentG: number;
  sizeX: number;
  sizeY: number;
  sizeZ: number;
  tools: number;
}

export interface LibraryFile {
  id: Id;
  name: string;
  folderId: Id;
  size: number;
  hash: string;
  note: string;
  tags: string[];
  uploader: string;
  uploaderId: Id | null;
  source: string;
  uploadedAt: Time;
  changedAt: Time;
  facts: FileFacts;
  printedGood: number;
  printedBad: number;
  printedAt: Time | null;
  thumbnailUrl: string | null;
  state: "analysing" | "ready" | "failed";
  version: number;
  /** Only in the answer to an upload: files of the same bytes. */
  duplicates?: LibraryFile[];
}

/** A file that comes in parts. */
export interface PartUpload {
  id: string;
  /** Where the next part begins. */
  offset: number;
  size: number;
  expiresAt: Time;
  /** Once all of it has come. */
  file: LibraryFile | null;
}

export interface Folder {
  id: Id;
  parentId: Id | null;
  name: string;
  files: number;
  version: number;
}

export interface LayerList {
  count: number;
  layers: { z: number; height: number }[];
}

export interface Layer {
  z: number;
  /** Five numbers a move: x1, y1, x2, y2 and its kind (0 travel, 1 extrusion). */
  segments: number[];
}

export type JobState = "awaitingApproval" | "queued" | "started" | "done" | "cancelled" | "refused";

export interface Wait {
  printerId: Id;
  printerName: string;
  fits: boolean;
  reasons: { code: string; text: string }[];
}

export interface Routing {
  printerIds?: Id[];
  model?: string;
  tags?: string[];
  material?: string;
  colour?: string;
  nozzleMm?: number;
}

export interface Job {
  id: Id;
  uid: string;
  name: string;
  fileId: Id | null;
  state: JobState;
  priority: number;
  rank: number;
  copies: number;
  copiesStarted: number;
  copiesGood: number;
  copiesBad: number;
  held: boolean;
  holdReason: string;
  notBefore: Time | null;
  printerId: Id | null;
  routing: Routing;
  seconds: number;
  filamentG: number;
  owner: string;
  ownerId: Id | null;
  approver: string;
  source: string;
  note: string;
  variants: { fileId: Id; model: string }[];
  thumbnailUrl: string | null;
  createdAt: Time;
  endedAt: Time | null;
  version: number;
  waits: Wait[];
  canControl: boolean;
}

export interface NewJob {
  fileId: Id;
  name?: string;
  copies?: number;
  priority?: number;
  routing?: Routing;
  printerId?: Id;
  notBefore?: Time;
  held?: boolean;
  note?: string;
}

export interface Queue {
  items: Job[];
  paused: boolean;
}

export type PrintState =
  "starting" | "running" | "paused" | "interrupted" | "finished" | "cancelled" | "failed";

export interface Print {
  id: Id;
  uid: string;
  jobId: Id | null;
  printerId: Id | null;
  printerName: string;
  fileId: Id | null;
  fileName: string;
  userName: string;
  userId: Id | null;
  state: PrintState;
  startedAt: Time;
  endedAt: Time | null;
  seconds: number;
  reason: string;
  firmwareWords: string;
  verdict: "none" | "good" | "bad";
  verdictReason: string;
  verdictBy: string;
  photoUrl: string | null;
  /** `camera`, or the name of a person. */
  photoBy: string;
  material: string;
  filamentMm: number;
  filamentG: number;
  energyWh: number | null;
  cost: number | null;
  thumbnailUrl: string | null;
  version: number;
}

export interface PrintLogLine {
  at: Time;
  direction: "sent" | "received" | "note";
  text: string;
}

export interface PrintLog {
  notes: string[];
  said: PrintLogLine[];
  lost: number;
  last: PrintLogLine[];
}

export interface StatisticsRow {
  key: string;
  prints: number;
  good: number;
  bad: number;
  failed: number;
  seconds: number;
  filamentG: number;
  cost: number | null;
  energyWh: number | null;
}

export interface Port {
  /** In the port book, and its TCP port; null for a device that the book does not have. */
  number: number | null;
  name: string;
  label: string;
  device: string;
  product: string;
  manufacturer: string;
  serialNumber: string;
  usbId: string;
  usbPath: string;
  byId: string;
  present: boolean;
  flapping: boolean;
  disabled: boolean;
  pin: "none" | "serial" | "socket" | "name";
  /** Null where it behaves as the settings say for all. */
  dtrRts: "raise" | "keep" | null;
  resetOnConnect: "onRequest" | "always" | "never" | null;
  bootloader: "passThrough" | "esp" | null;
  /** Null for a device that this server does not share. */
  share: {
    port: number;
    url: string;
    /** Whether only the server's machine reaches it; others use `gantry forward`. */
    local: boolean;
    state: "absent" | "stopped" | "listening" | "open" | "held" | "error";
    error: string | null;
    holder: { address: string; since: Time } | null;
    watchers: number;
    bytesIn: number;
    bytesOut: number;
    reset: "onRequest" | "always" | "never";
    printer: { id: Id; name: string } | null;
  } | null;
}

export interface AuditEntry {
  id: Id;
  at: Time;
  user: string;
  action: string;
  printer: string | null;
  subject: string;
  details: string;
  address: string;
}

export interface MaintenanceTask {
  id: Id;
  name: string;
  note: string;
  everyHours: number | null;
  everyDays: number | null;
  doneAt: Time;
  dueIn: { hours: number | null; days: number | null } | null;
  isDue: boolean;
  version: number;
}

export interface MaintenanceEntry {
  id: Id;
  at: Time;
  user: string;
  text: string;
  taskId: Id | null;
  printedSeconds: number;
}

export interface Maintenance {
  tasks: MaintenanceTask[];
  log: Page<MaintenanceEntry>;
}

export interface Notice {
  kind: string;
  severity: "info" | "warning" | "error";
  text: string;
  printerId: Id | null;
  at: Time;
}
