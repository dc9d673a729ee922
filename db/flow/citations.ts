/** What the platform messages that events point at were about: a quote, a thread, a message taken back. */
import { and, sql } from 'drizzle-orm'
import { type Inbound, refsOf } from '#domain/kernel/message.ts'
import { SUBJECT } from '#domain/record/needs.ts'
import { anyOf } from '../engine/rows.ts'
import type { Loading } from '../need.ts'
import { outbox } from './tables.ts'

export interface Citation {
  kind: string
  id: string
}

/** By event: what of ours it points at, a record or a warning. */
export async function citationsIn(l: Loading): Promise<(event: Inbound) => Citation | undefined> {
  const refs = l.asking(SUBJECT).flatMap((h) => refsOf(h.event))
  if (!refs.length) return () => undefined
  const rows = await l.tx
    .select({ providerId: outbox.providerId, kind: outbox.aboutKind, id: outbox.aboutId })
    .from(outbox)
    .where(and(anyOf(outbox.providerId, refs), sql`${outbox.aboutId} is not null`))
  const by = new Map(rows.map((r) => [r.providerId, { kind: r.kind!, id: r.id! }]))
  return (event) =>
    refsOf(event)
      .map((ref) => by.get(ref))
      .find((c) => c !== undefined)
}
