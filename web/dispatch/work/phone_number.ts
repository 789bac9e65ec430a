// A phone number as people write it, in groups, and as the API takes it.

/** Null when nothing is written. */
export function ungrouped(number: string): string | null {
  return number.replace(/[\s().-]/g, "") || null;
}
