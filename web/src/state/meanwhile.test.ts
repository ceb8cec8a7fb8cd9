import { describe, expect, it } from "vitest";
import { Meanwhile } from "./meanwhile";

describe("what is heard while a list is asked for", () => {
  it("is in the list, though the answer is older", async () => {
    let list: string[] = [];
    const meanwhile = new Meanwhile<string>((change) => (list = [...list, change]));
    let answer: (items: string[]) => void = () => {};
    const read = meanwhile.read(
      () => new Promise<string[]>((resolve) => (answer = resolve)),
      (items) => (list = items),
    );
    meanwhile.hear("new");
    expect(list).toEqual(["new"]);
    answer(["old"]);
    await read;
    expect(list).toEqual(["old", "new"]);
    meanwhile.hear("newer");
    expect(list).toEqual(["old", "new", "newer"]);
  });

  it("is not made again when nothing was answered", async () => {
    const made: string[] = [];
    const meanwhile = new Meanwhile<string>((change) => made.push(change));
    const read = meanwhile.read(
      () => Promise.reject(new Error("lost")),
      () => made.push("answer"),
    );
    meanwhile.hear("one");
    await expect(read).rejects.toThrow("lost");
    expect(made).toEqual(["one"]);
  });
});
