// Where Get Directions leads.
import { expect, test } from "vitest";
import { aCard } from "../../testing/builders";
import { lines } from "../../shared/address";
import { directionsTo } from "./directions";

test("coordinates lead when they are known", () => {
  expect(directionsTo(aCard(), "google")).toBe(
    "https://www.google.com/maps/dir/?api=1&destination=33.4672%2C-112.0729",
  );
  expect(directionsTo(aCard(), "waze")).toBe("https://waze.com/ul?navigate=yes&ll=33.4672%2C-112.0729");
});

test("else the address does, every sign of it encoded", () => {
  const address = { ...aCard().address, line1: "12 A&B St #4", line2: "Rear / left" };

  const link = directionsTo(aCard({ address, location: null }), "apple");

  expect(link).toBe("https://maps.apple.com/?daddr=12%20A%26B%20St%20%234%2C%20Rear%20%2F%20left%2C%20Phoenix%2C%20AZ%2085004");
});

test("an address is written as on an envelope, without what is missing", () => {
  const bare = { line1: "1 Main St", line2: null, city: "Mesa", region: null, postal_code: null, country: "US" };

  expect(lines(bare)).toEqual(["1 Main St", "Mesa"]);
});
