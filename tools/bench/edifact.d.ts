/** The part of the npm package `edifact` that the benchmark uses; it ships no types. */
declare module 'edifact' {
  export class Reader {
    parse(text: string): { name: string; elements: string[][] }[];
  }
}
