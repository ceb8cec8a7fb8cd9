import { en } from "../../i18n/en";
import { t, type Key } from "../../i18n/index.svelte";

/** What somebody is told of, in words; a kind that the site does not know yet keeps the name that the server has for it. */
export function noticeName(kind: string): string {
  const key = `notice.${kind}`;
  return key in en ? t(key as Key) : kind;
}
