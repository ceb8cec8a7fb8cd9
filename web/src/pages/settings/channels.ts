/** By what somebody can be told. */
export const channelKinds = ["email", "ntfy", "webhook", "mqtt"] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** Somebody who is told of things, and how it went last. */
export interface Channel {
  id: string;
  kind: ChannelKind;
  url: string;
  /** Of what; empty: of everything. */
  events: string[];
  allowLocal: boolean;
  enabled: boolean;
  hasSecret: boolean;
  arrivedAt: string | null;
  failedAt: string | null;
  lastError: string;
  waiting: number;
  givenUp: number;
}

export interface ChannelList {
  items: Channel[];
  /** All that one can be told of. */
  kinds: string[];
  /** The version of the settings. */
  version: number;
}

/** A channel as the server takes it. */
export interface ChannelEdit {
  id?: string;
  kind: ChannelKind;
  url: string;
  events: string[];
  allowLocal: boolean;
  enabled: boolean;
  /** Left out: as it is; empty: none. */
  secret?: string;
}

/** A channel as a person fills it in: the address in its parts. */
export interface Draft {
  kind: ChannelKind;
  enabled: boolean;
  allowLocal: boolean;
  everything: boolean;
  events: string[];
  /** Of a webhook or a topic of ntfy. */
  address: string;
  host: string;
  port: number | null;
  user: string;
  encrypted: boolean;
  topic: string;
  from: string;
  to: string;
  /** Empty: as it is. */
  secret: string;
  dropSecret: boolean;
}

/** What a channel is as a person fills it in; a new one without a channel. */
export function draftOf(channel: Channel | null): Draft {
  const draft: Draft = {
    kind: channel?.kind ?? "email",
    enabled: channel?.enabled ?? true,
    allowLocal: channel?.allowLocal ?? false,
    everything: (channel?.events.length ?? 0) === 0,
    events: [...(channel?.events ?? [])],
    address: "",
    host: "",
    port: null,
    user: "",
    encrypted: true,
    topic: "gantry/notices",
    from: "",
    to: "",
    secret: "",
    dropSecret: false,
  };
  if (!channel) return draft;
  if (!isTakenApart(channel.kind)) return { ...draft, address: channel.url };
  const url = parsed(channel.url);
  if (!url) return draft;
  return {
    ...draft,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port ? Number(url.port) : null,
    user: plain(url.username),
    encrypted: url.protocol === "smtps:" || url.protocol === "mqtts:",
    topic: plain(url.pathname.replace(/^\/+|\/+$/g, "")),
    from: url.searchParams.get("from") ?? "",
    to: url.searchParams.get("to") ?? "",
  };
}

/** The address that a draft makes (docs/fleet.md has the forms). */
export function urlOf(draft: Draft): string {
  if (!isTakenApart(draft.kind)) return draft.address.trim();
  const scheme = (draft.kind === "email" ? "smtp" : "mqtt") + (draft.encrypted ? "s" : "");
  const user = draft.user.trim() ? encodeURIComponent(draft.user.trim()) + "@" : "";
  const host = draft.host.trim();
  const port = draft.port ? `:${draft.port}` : "";
  const place = `${scheme}://${user}${host.includes(":") ? `[${host}]` : host}${port}`;
  if (draft.kind === "mqtt")
    return `${place}/${draft.topic.trim().split("/").map(encodeURIComponent).join("/")}`;
  const query = new URLSearchParams();
  if (draft.from.trim()) query.set("from", draft.from.trim());
  query.set("to", draft.to.trim());
  return `${place}?${query}`;
}

/** What is sent to the server for a draft. */
export function editOf(draft: Draft, id: string | undefined): ChannelEdit {
  return {
    ...(id === undefined ? {} : { id }),
    kind: draft.kind,
    url: urlOf(draft),
    events: draft.everything ? [] : draft.events,
    allowLocal: draft.allowLocal,
    enabled: draft.enabled,
    ...(draft.secret ? { secret: draft.secret } : draft.dropSecret ? { secret: "" } : {}),
  };
}

/** A channel as it is, for the list that goes back to the server: its secret stays. */
export function asItIs({ id, kind, url, events, allowLocal, enabled }: Channel): ChannelEdit {
  return { id, kind, url, events, allowLocal, enabled };
}

/** Whether a draft leads to another host than the channel: a secret does not go there with it. */
export function isElsewhere(draft: Draft, channel: Channel): boolean {
  return parsed(urlOf(draft))?.host !== parsed(channel.url)?.host;
}

/** Where a channel goes, in a few words. */
export function placeOf(channel: Channel): string {
  const draft = draftOf(channel);
  if (channel.kind === "email") return draft.to;
  if (channel.kind === "mqtt") return `${draft.host}/${draft.topic}`;
  return channel.url;
}

/** Whether the last thing that happened with a channel is that something did not arrive. */
export function isFaulty(channel: Channel): boolean {
  if (channel.failedAt === null) return false;
  return channel.arrivedAt === null || Date.parse(channel.arrivedAt) < Date.parse(channel.failedAt);
}

function isTakenApart(kind: ChannelKind): boolean {
  return kind === "email" || kind === "mqtt";
}

function parsed(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/** A part of an address as a person writes it; as it is where it is not well encoded. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
