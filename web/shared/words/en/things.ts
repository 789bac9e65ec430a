// Numbers of things, in English.
export function things(count: number): string {
  return count === 1 ? "1 thing is" : `${count} things are`;
}
