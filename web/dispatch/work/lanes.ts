// Which of a technician's appointments stand beside each other: each in the first lane that is free at its instant.
import type { Span } from "./day_span";

/** The lane of each, in the order given: whoever comes first has the better one. */
export function lanesOf(spans: readonly Span[]): number[] {
  const taken: Span[][] = [];
  return spans.map((span) => {
    const free = taken.findIndex((lane) => lane.every((other) => other.to <= span.from || span.to <= other.from));
    const lane = free < 0 ? taken.length : free;
    (taken[lane] ??= []).push(span);
    return lane;
  });
}
