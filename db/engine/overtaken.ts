/**
 * What was decided no longer fits: somebody else was first. Nothing of the decision is written; whoever made it looks again and
 * decides from what is so now, at once. No fault of whoever asked.
 */
export class Overtaken extends Error {
  override name = 'Overtaken'
}

/** How often it is decided again before it counts as a fault: nobody loses so many times running. */
const AGAIN = 5

/** Runs `decide` again, at once, each time that somebody else was first. @throws what it throws otherwise, or the last time. */
export async function untilFirst<T>(decide: () => Promise<T>): Promise<T> {
  for (let left = AGAIN; ; left -= 1)
    try {
      return await decide()
    } catch (error) {
      if (!(error instanceof Overtaken) || !left) throw error
    }
}
