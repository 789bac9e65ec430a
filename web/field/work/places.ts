// Places to each other on a square, in percent from the left and from the top: true to scale, clear of the edges.

type Point = { latitude: number; longitude: number };
export type Pin<Thing> = { thing: Thing; x: number; y: number };

const EDGE = 14;
const MIDDLE = 50;
const APART = 13;

export function placed<Thing extends { location: Point | null }>(things: readonly Thing[]): Pin<Thing>[] {
  const located = things.flatMap((thing) => (thing.location ? [{ thing, location: thing.location }] : []));
  const { middle } = spread(located.map((each) => each.location.latitude));
  const known = located.map(({ thing, location }) => ({ thing, ...flat(location, middle) }));
  const east = spread(known.map((each) => each.x));
  const north = spread(known.map((each) => each.y));
  const scale = (100 - 2 * EDGE) / Math.max(east.width, north.width, Number.EPSILON);
  return apart(
    known.map(({ thing, x, y }) => ({ thing, x: MIDDLE + (x - east.middle) * scale, y: MIDDLE - (y - north.middle) * scale })),
  );
}

/** On so small a part of the earth a degree of longitude is as long everywhere as in the middle. */
function flat({ latitude, longitude }: Point, middle: number): { x: number; y: number } {
  return { x: longitude * Math.cos((middle * Math.PI) / 180), y: latitude };
}

function spread(values: number[]): { middle: number; width: number } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return { middle: (least + most) / 2, width: most - least };
}

/** Two jobs at one address stay two pins. */
function apart<Thing>(pins: Pin<Thing>[]): Pin<Thing>[] {
  return pins.reduce<Pin<Thing>[]>((done, pin) => {
    const isTaken = (x: number) => done.some((each) => Math.hypot(each.x - x, each.y - pin.y) < APART);
    let x = pin.x;
    while (isTaken(x) && x < 100 - EDGE) x += APART / 2;
    return [...done, { ...pin, x }];
  }, []);
}
