// The API as its OpenAPI document types it: every answer is what was asked for, or one Refusal is thrown.
import { signal } from "@preact/signals";
import createClient from "openapi-fetch";
import type { paths } from "../generated/openapi";
import { refusalFrom, silence } from "./refusal";
import { person, token } from "./session";

const PATIENCE = 20_000;
const CLOSE_ENOUGH = 2000;

/** How many milliseconds the server's clock is ahead of this device's; the Date header knows whole seconds only. */
export const skew = signal(0);

export const api = createClient<paths>({ baseUrl: "/api", fetch: authorized });

/** What an openapi-fetch call answered, or its refusal thrown; a success that says nothing is no answer of ours. */
export async function answered<Body>(
  asking: Promise<{ data?: Body; error?: unknown; response: Response }>,
): Promise<Body> {
  const { data, error, response } = await asking;
  if (response.ok && data !== undefined) return data;
  if (response.ok) throw silence();
  throw refusalFrom(response.status, (error ?? {}) as Record<string, unknown>, response.headers.get("retry-after"));
}

/** What a read answered and its tag; null when nothing changed since the tag it was asked with. */
export async function news<Body>(
  asking: Promise<{ data?: Body; error?: unknown; response: Response }>,
): Promise<{ body: Body; tag: string } | null> {
  const { response } = await asking;
  return response.status === 304 ? null : { body: await answered(asking), tag: response.headers.get("etag") ?? "" };
}

/** Sends with a token, and once more with a new one of the same person if it is refused. */
async function authorized(request: Request): Promise<Response> {
  const asks = person.value;
  const first = await send(request.clone(), await token());
  return first.status === 401 && asks === person.value ? send(request, await token({ anew: true })) : first;
}

async function send(request: Request, bearer: string): Promise<Response> {
  request.headers.set("Authorization", `Bearer ${bearer}`);
  const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => {
    throw silence();
  });
  compareClocks(response.headers.get("date"));
  return response;
}

function compareClocks(date: string | null): void {
  const ahead = date ? Date.parse(date) - Date.now() : 0;
  if (Math.abs(ahead - skew.peek()) > CLOSE_ENOUGH) skew.value = Math.abs(ahead) > CLOSE_ENOUGH ? ahead : 0;
}
