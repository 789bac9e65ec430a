// How large a photo is sent.
import { expect, test } from "vitest";
import { fitted } from "./downscale";

test("the longer side is at most 1,600 pixels, and the shape stays", () => {
  expect(fitted(4000, 3000)).toEqual({ width: 1600, height: 1200 });
  expect(fitted(3000, 4000)).toEqual({ width: 1200, height: 1600 });
});

test("a small photo stays as it is", () => {
  expect(fitted(640, 480)).toEqual({ width: 640, height: 480 });
});

test("a sliver keeps a pixel", () => {
  expect(fitted(20_000, 1)).toEqual({ width: 1600, height: 1 });
});
