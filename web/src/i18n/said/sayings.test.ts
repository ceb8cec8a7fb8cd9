import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { said } from "./fr";
import { Sayings } from "./sayings";

const rooms = join(import.meta.dirname, "../../../../src");
const french = new Sayings(said, "fr");

describe("what the server says", () => {
  it("is said in French, with what varies in its place", () => {
    expect(french.say("The job is for a MK3, and this is a Mini.")).toBe(
      "La tâche est pour une MK3, et celle-ci est une Mini.",
    );
    expect(french.say("The job needs a 0.6 mm nozzle, and it has 0.4 mm.")).toBe(
      "La tâche demande une buse de 0,6 mm, et elle a 0,4 mm.",
    );
    expect(french.say("cube.gcode has failed on Prusa 1: The printer was reset.")).toBe(
      "cube.gcode a échoué sur Prusa 1 : L’imprimante a été réinitialisée.",
    );
  });

  it("may be several sentences, of which some belong together", () => {
    expect(french.say("You may not do this. It needs the right 'queue.manage'.")).toBe(
      "Vous n’en avez pas le droit. Il faut le droit « queue.manage ».",
    );
    expect(
      french.say("The plate is to be cleared. Nobody knows these words. Emergency stop."),
    ).toBe("Le plateau est à vider. Nobody knows these words. Arrêt d’urgence.");
  });

  it("stays as it is where nobody translated it", () => {
    expect(french.say("echo:busy: processing")).toBe("echo:busy: processing");
    expect(french.say("")).toBe("");
  });

  it("has the same values in both languages", () => {
    const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!);
    for (const [english, other] of said)
      for (const hole of holes(other)) expect(holes(english), english).toContain(hole);
  });

  it("is there once", () => {
    const seen = said.map(([english]) => english.replace(/\{\w+\}/g, "{}"));
    expect(seen.filter((s, i) => seen.indexOf(s) !== i)).toEqual([]);
  });

  it("leaves no sentence of the server untranslated", () => {
    const missing = sentences().filter((s) => !others.includes(s) && !french.knows(s));
    expect(missing).toEqual([]);
  });
});

/** Where sentences come from that somebody at the site can see. */
const sources = [
  "Gantry.Fleet",
  "Gantry.Server/Endpoints",
  "Gantry.Server/Problems",
  "Gantry.Server/Security",
  "Gantry.Server/Uploads",
  "Gantry.Server/Cluster/NodeClient.cs",
  "Gantry.Printing/Actor",
  "Gantry.Printing/Control",
  "Gantry.Printing/Jobs/LayerResume.cs",
  "Gantry.Printing/Jobs/LayerResumePlanner.cs",
  "Gantry.Printing/CommandLines.cs",
  "Gantry.Firmware/Detection",
  "Gantry.Serial/Linux/TtyErrors.cs",
  "Gantry.Serial/Network",
  "Gantry.Storage/Files",
  "Gantry.Storage/History",
  "Gantry.Storage/Library",
  "Gantry.Storage/People",
  "Gantry.Storage/Printers",
  "Gantry.GCode/Analysis/LimitsCheck.cs",
];

/** Sentences that no call of the site brings forth: messages of programs to programs, of start-up, of logs and tests. */
const others: readonly string[] = [
  "A SHA-256 has 32 bytes, not Xy.",
  "A content hash is 64 hexadecimal digits of a SHA-256.",
  "A print needs a printer.",
  "A text of MQTT has 65535 bytes at most.",
  "Another call waits for its answers.",
  "Cannot Xy the folder Xy: Xy",
  "Expected the packet Xy of Xy bytes from the broker, and got Xy of Xy.",
  "Files can be kept in the database only when that is PostgreSQL. Name one with --database, or keep files in a directory.",
  "Not an action of the actor.",
  "Print Xy is not in the database any more.",
  "Print Xy once more.",
  "Read asynchronously: the bytes come over the network.",
  "The JSON is null.",
  "The awaiter of each operation is kept, and its result taken once, when the loop comes by.",
  "The broker acknowledged a message that was not sent.",
  "The configuration of Xy was written by a newer Gantry (form Xy, known is Xy). Update this program.",
  "The directory Xy is not there, though the library has files in it. Name the right one with --files, or bring its disk back; if they are lost, make it, and all else goes on.",
  "The files of this library are Xy, not in Xy. Leave Xy away; to move them, make a backup and restore it with Xy into an empty place.",
  "The message is too long for MQTT.",
  "The ticket of another node was refused: it is for no call that nodes pass on.",
  "This address speaks WebSocket; 'gantry forward' does so for you.",
  "Whatever it is, the work must go on.",
  "Whatever a camera does, it is tried again, and harms nobody else.",
  "Write asynchronously: the disk may be slow.",
  "Xy: Xy.",
];

/** Each sentence with something in the place of what varies. */
function sentences(): string[] {
  const found = new Set<string>();
  for (const source of sources)
    for (const file of filesOf(source)) {
      const code = readFileSync(file, "utf8")
        .replace(/\[LoggerMessage.*?\]/gs, "")
        .replace(/^\s*\/\/.*$/gm, "");
      for (const [, literal] of code.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)) {
        const text = literal!.replace(/\\"/g, '"').replace(/\{\{|\}\}/g, "");
        if (/^[A-Z{'].* .*[.?!]$|^[A-Z{'].* .*: \{[^}]*\}$/.test(text))
          found.add(text.replace(/\{[^{}]*\}/g, "Xy"));
      }
    }
  return [...found].sort();
}

function filesOf(source: string): string[] {
  if (source.endsWith(".cs")) return [join(rooms, source)];
  return readdirSync(join(rooms, source), { recursive: true, encoding: "utf8" })
    .filter((f) => f.endsWith(".cs") && !/(^|[/\\])(obj|bin)[/\\]/.test(f))
    .map((f) => join(rooms, source, f));
}
