// What went wrong with a request, as one class: the API's one error body, the pool's refusal, or no answer at all.

export type Facts = {
  allowed?: string[];
  errors?: { field: string; message: string }[];
  /** With `version_mismatch`: what stands now. */
  current?: unknown;
};

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly facts: Facts = {},
    readonly retryAfter: number | null = null,
  ) {
    super(detail);
  }

  /** Nobody answered: no signal, a lost answer, a server that is away. */
  get isSilence(): boolean {
    return this.code === NO_ANSWER;
  }
}

export const NO_ANSWER = "no_answer";

export function silence(): Refusal {
  return new Refusal(0, NO_ANSWER, "no answer");
}

/** The refusal that a response tells; one without the API's error body is told by its status. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const body: Record<string, unknown> = await response.json().catch(() => ({}));
  return refusalFrom(response.status, body, response.headers.get("retry-after"));
}

export function refusalFrom(status: number, body: Record<string, unknown>, retryAfter: string | null): Refusal {
  const { code = `http_${status}`, detail = "", allowed, errors, current } = body ?? {};
  const facts = { ...(allowed ? { allowed } : {}), ...(errors ? { errors } : {}), ...(current ? { current } : {}) } as Facts;
  return new Refusal(status, String(code), String(detail), facts, Number(retryAfter) || null);
}
