import { Client } from "../api/client";
import type { Info, Permission, Session, User } from "../api/types";
import { clock } from "./clock.svelte";

export const api = new Client();

/** Who uses the page, and what they may do. */
class SessionState {
  info = $state.raw<Info | null>(null);
  user = $state.raw<User | null>(null);
  permissions = $state.raw<ReadonlySet<Permission>>(new Set());
  /** Whether the server was asked already. */
  known = $state(false);

  /** Asks the server who we are. Throws a Problem when it cannot be reached. */
  async load(): Promise<void> {
    this.info = await api.get<Info>("/info");
    clock.adjust(this.info.time);
    if (!this.info.setupNeeded) this.take(await api.get<Session>("/session"));
    this.known = true;
    api.onSignedOut = () => this.take({ user: null, csrfToken: "", permissions: [] });
  }

  async signIn(name: string, password: string): Promise<void> {
    this.take(await api.post<Session>("/session", { name, password }));
  }

  async setUp(code: string, name: string, password: string): Promise<void> {
    this.take(await api.post<Session>("/setup", { code, name, password }));
    if (this.info) this.info = { ...this.info, setupNeeded: false };
  }

  async signOut(): Promise<void> {
    await api.delete("/session");
    this.take({ user: null, csrfToken: "", permissions: [] });
    // A new visitor needs a token of their own.
    this.take(await api.get<Session>("/session"));
  }

  may(permission: Permission): boolean {
    return this.permissions.has(permission);
  }

  /** Whether there is anything to see: signed in, or a fleet that everybody may look at. */
  get canRead(): boolean {
    return this.user !== null || this.may("fleet.read");
  }

  private take(session: Session): void {
    api.csrfToken = session.csrfToken;
    this.user = session.user;
    this.permissions = new Set(session.permissions);
  }
}

export const session = new SessionState();
