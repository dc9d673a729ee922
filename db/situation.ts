/**
 * Loads what the decisions of a batch of events need: each need in one look for all who declared it, and none for the others.
 */
import { needsOf } from '#domain/dialog/needs.ts'
import type { AnyFact } from '#domain/kernel/fact.ts'
import type { Heard } from '#domain/kernel/heard.ts'
import type { Found, LookUps, Need, Needing } from '#domain/kernel/need.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { Tx } from './engine/tx.ts'
import type { Loading } from './need.ts'
import { LOADERS, LOOKS } from './nouns.ts'

/**
 * For each event, the way to what it declared; asking for anything else throws.
 * @param recorded facts of the decisions of this batch so far, filled by the caller: what is asked for stands as after them.
 */
export async function loadNeeds(
  tx: Tx,
  context: DecisionContext,
  heard: readonly Heard[],
  recorded: readonly AnyFact[] = [],
): Promise<Needing[]> {
  const declared = heard.map((h) => new Set(needsOf(h, context.roster).map((n) => n.name)))
  const looked = new Map<unknown, Promise<unknown>>()
  const loading: Loading = {
    tx,
    context,
    asking: ({ name }) => heard.filter((_, i) => declared[i]!.has(name)),
    once<T>(load: (l: Loading) => Promise<T>): Promise<T> {
      if (!looked.has(load)) looked.set(load, load(loading))
      return looked.get(load) as Promise<T>
    },
  }
  const names = [...new Set(declared.flatMap((d) => [...d]))]
  const loaded = new Map(
    await Promise.all(
      names.map(async (name) => {
        const load = LOADERS[name]
        if (!load) throw new Error(`no loader for "${name}" in db/nouns.ts`)
        return [name, await load(loading, loading.asking({ name, none: undefined }))] as const
      }),
    ),
  )
  return heard.map((h, i) => ({
    need<T>({ name, after }: Need<string, T>): T {
      if (!declared[i]!.has(name)) throw new Error(`"${name}" was not declared by what decides ${h.event.type}`)
      const value = loaded.get(name)!(h) as T
      return after && recorded.length ? after(value, recorded, h, context.now) : value
    },
  }))
}

/** Looks up what a decision of the clock or of a caller declared, one after another: what is held is held in the order declared. */
export async function lookUp<L extends LookUps>(tx: Tx, context: DecisionContext, declared: L): Promise<Found<L>> {
  const found: Record<string, unknown> = {}
  for (const [key, { look, asked }] of Object.entries(declared)) {
    const load = (
      LOOKS as unknown as Record<string, (tx: Tx, asked: unknown, context: DecisionContext) => Promise<unknown>>
    )[look]
    if (!load) throw new Error(`no loader for "${look}" in db/nouns.ts`)
    found[key] = await load(tx, asked as never, context)
  }
  return found as Found<L>
}
