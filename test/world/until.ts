/** Waits until something is there and gives it back. @throws after so many ms. */
export async function until<T>(found: () => T | Promise<T>, ms = 20_000): Promise<NonNullable<T>> {
  for (const from = Date.now(); Date.now() - from < ms; await new Promise((r) => setTimeout(r, 20))) {
    const got = await found()
    if (got) return got
  }
  throw new Error('waited in vain')
}
