// Who is signed in on this device, and the token that says so: kept over restarts, refreshed in time.
import { computed, signal } from "@preact/signals";
import * as pool from "./pool";
import { Refusal, refusalOf, silence } from "./refusal";
import type { Config } from "./types";

export type Session = { person: string; name: string; token: string; refresh: string; until: number };
export type AppClient = keyof Config["clients"];

const KEPT = "session";
const MARGIN = 60_000;
const UNAVAILABLE = 503;

let appClient: AppClient = "field";
let asked: Promise<Config> | null = null;
let refreshing: Promise<string> | null = null;

export const session = signal<Session | null>(null);
/** Stays the same while the token is refreshed. */
export const person = computed(() => session.value?.person ?? null);
/** The sign-in ended by itself, not by the person. */
export const ended = signal(false);

/** Takes up what an earlier visit left; each client keeps its own. */
export function resume(client: AppClient): void {
  appClient = client;
  session.value = readKept();
  window.addEventListener("storage", (event) => {
    if (event.key === keptName()) session.value = readKept();
  });
}

export async function signIn(email: string, password: string): Promise<pool.NewPassword | null> {
  const config = await configuration();
  const answer = await pool.signIn(config, config.clients[appClient], email, password);
  if ("challenge" in answer) return answer;
  begin(answer);
  return null;
}

export async function chooseNewPassword(challenge: pool.NewPassword, password: string): Promise<void> {
  const config = await configuration();
  begin(await pool.chooseNewPassword(config, config.clients[appClient], challenge, password));
}

/** A token the API takes; `anew` when it refused the one it was given. */
export async function token({ anew = false } = {}): Promise<string> {
  const now = session.value;
  if (!now) throw unauthorized();
  if (!anew && Date.now() < now.until - MARGIN) return now.token;
  refreshing ??= refresh(now).finally(() => (refreshing = null));
  return refreshing;
}

export async function signOut(): Promise<void> {
  const now = session.value;
  keep(null);
  if (!now) return;
  await configuration().then((config) => pool.revoke(config, config.clients[appClient], now.refresh)).catch(() => {});
}

export async function configuration(): Promise<Config> {
  asked ??= readConfiguration().catch((refusal) => {
    asked = null;
    throw refusal;
  });
  return asked;
}

async function readConfiguration(): Promise<Config> {
  const response = await fetch("/api/config").catch(() => {
    throw silence();
  });
  if (!response.ok) throw await refusalOf(response);
  return response.json();
}

/** What is learned of a session that somebody ended, or replaced, meanwhile concerns nobody any more. */
async function refresh(now: Session): Promise<string> {
  const tokens = await renewed(now.refresh);
  if (session.value?.refresh !== now.refresh) throw unauthorized();
  if (tokens) return begin(tokens).token;
  ended.value = true;
  keep(null);
  throw unauthorized();
}

/** Null where the pool knows the session no more. Any other trouble passes, and says nothing about what waits for the token. */
async function renewed(refresh: string): Promise<pool.Tokens | null> {
  try {
    const config = await configuration();
    return await pool.refreshed(config, config.clients[appClient], refresh);
  } catch (reason) {
    if (!(reason instanceof Refusal) || reason.isSilence) throw reason;
    if (reason.code === "NotAuthorized") return null;
    throw new Refusal(UNAVAILABLE, reason.code, reason.message);
  }
}

const unauthorized = () => new Refusal(401, "unauthorized", "");

function begin(tokens: pool.Tokens): Session {
  const claims = claimsOf(tokens.id);
  ended.value = false;
  return keep({
    person: claims.sub,
    name: claims.name ?? claims.email ?? "",
    token: tokens.id,
    refresh: tokens.refresh,
    until: Date.now() + tokens.lives,
  });
}

/** What the token says of its person. Nothing is decided by it here: the API checks it. */
function claimsOf(idToken: string): { sub: string; name?: string; email?: string } {
  const payload = idToken.split(".")[1] ?? "";
  const bytes = Uint8Array.from(atob(payload.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** A service worker has no such storage: what it was lent stays the page's to keep. */
function keep<Kept extends Session | null>(value: Kept): Kept {
  session.value = value;
  if (value) globalThis.localStorage?.setItem(keptName(), JSON.stringify(value));
  else globalThis.localStorage?.removeItem(keptName());
  return value;
}

function readKept(): Session | null {
  try {
    return JSON.parse(localStorage.getItem(keptName()) ?? "null");
  } catch {
    return null;
  }
}

function keptName(): string {
  return `${appClient}.${KEPT}`;
}
