/** Ends what jest-setup started. */
export default async function jestTeardown(): Promise<void> {
  const stack = globalThis.vigiaStack;
  globalThis.vigiaStack = undefined;
  await stack?.stop();
}
