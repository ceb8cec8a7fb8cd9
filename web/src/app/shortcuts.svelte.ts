import { isFlag, Preference } from "../state/preferences.svelte";

/** The list of keys, and whether single letters do anything at all: not everybody can help touching one (WCAG 2.1.4). */
class Shortcuts {
  open = $state(false);
  readonly single = new Preference("keys.single", true, isFlag);
}

export const shortcuts = new Shortcuts();
