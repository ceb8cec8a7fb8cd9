import type { Component } from "svelte";
import type { Permission } from "../api/types";
import type { IconName } from "../design/icons";
import type { Key } from "../i18n/index.svelte";

/** A page: where it is, and how to get its code, which nobody fetches before they go there. */
export interface Route {
  pattern: RegExp;
  load: () => Promise<{ default: Component<{ params: string[] }> }>;
  title: Key;
}

export const routes: readonly Route[] = [
  { pattern: /^\/$/, load: () => import("../pages/fleet/FleetPage.svelte"), title: "nav.fleet" },
  { pattern: /^\/tv$/, load: () => import("../pages/fleet/WallPage.svelte"), title: "wall.title" },
  {
    pattern: /^\/printers\/new$/,
    load: () => import("../pages/printer/AddPrinterPage.svelte"),
    title: "add.title",
  },
  {
    pattern: /^\/printers\/(\d+)(?:\/(\w+))?$/,
    load: () => import("../pages/printer/PrinterPage.svelte"),
    title: "nav.fleet",
  },
  {
    pattern: /^\/queue$/,
    load: () => import("../pages/queue/QueuePage.svelte"),
    title: "nav.queue",
  },
  {
    pattern: /^\/library(?:\/files\/(\d+))?$/,
    load: () => import("../pages/library/LibraryPage.svelte"),
    title: "nav.library",
  },
  {
    pattern: /^\/history(?:\/(statistics)|\/(\d+))?$/,
    load: () => import("../pages/history/HistoryPage.svelte"),
    title: "nav.history",
  },
  {
    pattern: /^\/ports$/,
    load: () => import("../pages/ports/PortsPage.svelte"),
    title: "nav.ports",
  },
  {
    pattern: /^\/people(?:\/(\w+))?$/,
    load: () => import("../pages/people/PeoplePage.svelte"),
    title: "nav.people",
  },
  {
    pattern: /^\/settings(?:\/(\w+))?$/,
    load: () => import("../pages/settings/SettingsPage.svelte"),
    title: "nav.settings",
  },
];

export interface NavItem {
  path: string;
  text: Key;
  icon: IconName;
  /** Who cannot do this has no use for the page. */
  needs: Permission;
}

export const navigation: readonly NavItem[] = [
  { path: "/", text: "nav.fleet", icon: "fleet", needs: "fleet.read" },
  { path: "/queue", text: "nav.queue", icon: "queue", needs: "fleet.read" },
  { path: "/library", text: "nav.library", icon: "folder", needs: "library.read" },
  { path: "/history", text: "nav.history", icon: "history", needs: "history.read" },
  { path: "/ports", text: "nav.ports", icon: "cable", needs: "ports.read" },
  { path: "/people", text: "nav.people", icon: "people", needs: "fleet.read" },
  { path: "/settings", text: "nav.settings", icon: "gear", needs: "fleet.read" },
];
