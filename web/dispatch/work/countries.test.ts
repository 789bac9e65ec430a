// The world's countries.
import { expect, test } from "vitest";
import { countries, countryName } from "./countries";

test("there are those that people text, by name", () => {
  const names = countries().map(countryName);

  expect(countries()).toEqual(expect.arrayContaining(["US", "CA", "MX", "GB", "DE", "PR"]));
  expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
});

test("each is there once, and nothing that is no country", () => {
  const names = countries().map(countryName);

  expect(new Set(names).size).toBe(names.length);
  expect(countries().filter((code) => ["EU", "UN", "ZZ", "XA", "UK", "DD", "SU"].includes(code))).toEqual([]);
});

test("what has no name keeps its letters", () => {
  expect(countryName("US")).toBe("United States");
  expect(countryName("XQ")).toBe("XQ");
});
