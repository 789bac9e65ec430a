// The world's countries under their two letters, as the browser knows them.

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** What has a name but no telephones: unions, and codes that are for tests. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);

const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

export function countryName(code: string): string {
  return names.of(code) ?? code;
}

/** By name. A code that was given up stands for the one that took its place, and is left out. */
export function countries(): string[] {
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  const known = codes.filter((code) => !NO_COUNTRIES.has(code) && names.of(code) && new Intl.Locale(`und-${code}`).region === code);
  return known.sort((one, other) => countryName(one).localeCompare(countryName(other)));
}
