import { beforeEach, expect, it, vi } from "vitest";

const post = vi.hoisted(() => vi.fn());
vi.mock("./session.svelte", () => ({ api: { post } }));

import { Sending } from "./sending.svelte";

const keyOfCall = (n: number) =>
  (post.mock.calls[n]![2] as { idempotencyKey: string }).idempotencyKey;

beforeEach(() => post.mockReset());

it("asks a printer whose answer was lost with the same key, and the others not again", async () => {
  post.mockResolvedValueOnce({}).mockRejectedValueOnce(new Error("lost")).mockResolvedValueOnce({});
  const sending = new Sending();

  expect(await sending.send(7, [1, 2])).toBe(false);
  expect(await sending.send(7, [1, 2])).toBe(true);

  expect(post.mock.calls.map((call) => call[0] as string)).toEqual([
    "/printers/1/print",
    "/printers/2/print",
    "/printers/2/print",
  ]);
  expect(keyOfCall(2)).toBe(keyOfCall(1));
  expect(keyOfCall(1)).not.toBe(keyOfCall(0));
});

it("takes new keys when somebody sends the file another time", async () => {
  post.mockResolvedValue({});
  const sending = new Sending();
  await sending.send(7, [1]);
  sending.reset();
  await sending.send(7, [1]);
  expect(keyOfCall(1)).not.toBe(keyOfCall(0));
});
