// What is made of a number while it is typed: the form the API takes, or what it still wants.

export type Phone =
  | { is: "none" | "letters" | "countryless" | "long" }
  | { is: "short"; missing: number }
  | { is: "whole" | "doubtful"; number: string; shown: string };

const SEPARATORS = /[\s().\-/\u2010-\u2014]/g;
/** Countries whose numbers are +1 and ten digits. */
const NORTH_AMERICA: ReadonlySet<string> = new Set(["US", "CA", "PR", "VI", "GU", "MP", "AS"]);
const NATIONAL_DIGITS = 10;
const SHORTEST = 7;
const LONGEST = 15;
/** Neither the area code nor the three digits after it begin with 0 or 1. */
const DIALABLE = /^\+1[2-9]\d\d[2-9]\d{6}$/;

/** Without a plus sign it is a number of the address's country, where that country's are known here. */
export function phoneOf(text: string, country: string): Phone {
  const digits = text.replace(SEPARATORS, "").replace(/^00/, "+");
  if (!digits) return { is: "none" };
  if (!/^\+?\d*$/.test(digits)) return { is: "letters" };
  if (digits.startsWith("+1")) return northAmerican(digits.slice(2));
  if (digits.startsWith("+")) return international(digits);
  return NORTH_AMERICA.has(country) ? northAmerican(digits.replace(/^1/, "")) : { is: "countryless" };
}

/** As it is sent: what is not understood here goes as it was typed, for the server to say. */
export function numberOf(text: string, country: string): string | null {
  const phone = phoneOf(text, country);
  return "number" in phone ? phone.number : text.trim() || null;
}

function northAmerican(digits: string): Phone {
  const missing = NATIONAL_DIGITS - digits.length;
  if (missing > 0) return { is: "short", missing };
  if (missing < 0) return { is: "long" };
  const number = `+1${digits}`;
  return { is: DIALABLE.test(number) ? "whole" : "doubtful", number, shown: number.replace(/^(\+1)(...)(...)/, "$1 $2 $3 ") };
}

function international(number: string): Phone {
  const count = number.length - 1;
  if (number.startsWith("+0")) return { is: "countryless" };
  if (count < SHORTEST) return { is: "short", missing: SHORTEST - count };
  return count > LONGEST ? { is: "long" } : { is: "whole", number, shown: number };
}
