// An address as an envelope has it: street, then town.
import type { Address } from "./types";

export function lines({ line1, line2, city, region, postal_code }: Address): string[] {
  const town = [[city, region].filter(Boolean).join(", "), postal_code].filter(Boolean).join(" ");
  return [line1, line2, town].filter((line): line is string => Boolean(line));
}
