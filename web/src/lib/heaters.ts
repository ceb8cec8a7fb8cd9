import { t } from "../i18n/index.svelte";

/** `tool0` as Hotend, or Hotend 1 where there are more; `bed`, `chamber`. */
export function heaterName(heater: string, tools = 1): string {
  if (heater === "bed") return t("heater.bed");
  if (heater === "chamber") return t("heater.chamber");
  const tool = /^tool(\d+)$/.exec(heater);
  if (!tool) return heater;
  const index = Number(tool[1]);
  return index === 0 && tools === 1 ? t("heater.hotend") : t("heater.tool", { number: index + 1 });
}
