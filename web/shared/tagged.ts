// What is asked again and again, each time with the tag of what is known: where nothing changed, nothing is sent.
import { answered, news } from "./api";

type Asking<Body> = Promise<{ data?: Body; error?: unknown; response: Response }>;
export type Ask<Body> = (header: { "If-None-Match"?: string }) => Asking<Body>;
export type Told<Body> = { body: Body; isNew: boolean };

const known = new Map<string, { body: unknown; tag: string }>();

/** For whoever signs in next, everything is new. */
export function forgetKnown(): void {
  known.clear();
}

export async function tagged<Body>(path: string, ask: Ask<Body>): Promise<Told<Body>> {
  const before = known.get(path) as { body: Body; tag: string } | undefined;
  const answer = await news(ask(before ? { "If-None-Match": before.tag } : {}));
  if (!answer) return before ? { body: before.body, isNew: false } : { body: await answered(ask({})), isNew: true };
  known.set(path, answer);
  return { body: answer.body, isNew: true };
}
