import type { Id, Job, LibraryFile, Routing } from "../../api/types";

/** What somebody chooses for a job, as the fields of the form hold it. */
export interface JobForm {
  name: string;
  copies: number;
  priority: number;
  note: string;
  held: boolean;
  /** Local time without a zone, as an input of date and time has it; empty: at once. */
  notBefore: string;
  /** One printer, those that the job lists already, or any that fits. */
  printer: Id | "listed" | null;
  model: string;
  material: string;
  colour: string;
  tags: string;
  nozzleMm: number | null;
}

/** The form of a job as it is, or of a new one of a file. */
export function formOf(job: Job | undefined, file: LibraryFile | undefined): JobForm {
  return {
    name: job?.name ?? file?.name ?? "",
    copies: job?.copies ?? 1,
    priority: job?.priority ?? 0,
    note: job?.note ?? "",
    held: job?.held ?? false,
    notBefore: job?.notBefore ? localTime(job.notBefore) : "",
    printer: job?.printerId ?? (job?.routing.printerIds ? "listed" : null),
    model: job?.routing.model ?? "",
    material: job?.routing.material ?? "",
    colour: job?.routing.colour ?? "",
    tags: job?.routing.tags?.join(", ") ?? "",
    nozzleMm: job?.routing.nozzleMm ?? null,
  };
}

/** What is sent for it. In a change of a job null is "as it is", so that 0 is any printer and a time that has passed is at once. */
export function bodyOf(form: JobForm, job: Job | undefined, mayManage: boolean): object {
  const { printer } = form;
  const none = job ? { printerId: 0, notBefore: new Date(0).toISOString() } : null;
  return {
    name: form.name,
    copies: form.copies,
    ...(mayManage ? { priority: form.priority } : {}),
    note: form.note,
    printerId: typeof printer === "number" ? printer : (none?.printerId ?? null),
    notBefore: form.notBefore ? new Date(form.notBefore).toISOString() : (none?.notBefore ?? null),
    routing: routingOf(form, job),
  };
}

function routingOf(form: JobForm, job: Job | undefined): Routing {
  const tags = form.tags
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);
  const listed = form.printer === "listed" ? job?.routing.printerIds : undefined;
  return {
    ...(listed ? { printerIds: listed } : {}),
    ...(form.model ? { model: form.model } : {}),
    ...(form.material ? { material: form.material } : {}),
    ...(form.colour ? { colour: form.colour } : {}),
    ...(form.nozzleMm ? { nozzleMm: form.nozzleMm } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  };
}

function localTime(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
