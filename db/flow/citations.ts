/** What the platform messages that events point at were about: a quote, a thread, a message taken back. */
import { and, sql } from 'drizzle-orm'
import type { Heard } from '#domain/kernel/heard.ts'
import { type Inbound, refsOf } from '#domain/kernel/message.ts'
import { anyOf } from '../engine/rows.ts'
import type { Tx } from '../engine/tx.ts'
import { outbox } from './tables.ts'

export interface Citation {
  /** As whoever owed the message named what it is about. */
  kind: string
  id: string
}

/** By event: what of ours it points at. @param asking those of whom that is to be known. */
export async function citationsIn(tx: Tx, asking: readonly Heard[]): Promise<(event: Inbound) => Citation | undefined> {
  const refs = asking.flatMap((h) => refsOf(h.event))
  if (!refs.length) return () => undefined
  const rows = await tx
    .select({ providerId: outbox.providerId, kind: outbox.aboutKind, id: outbox.aboutId })
    .from(outbox)
    .where(and(anyOf(outbox.providerId, refs), sql`${outbox.aboutId} is not null`))
  const by = new Map(rows.map((r) => [r.providerId, { kind: r.kind!, id: r.id! }]))
  return (event) =>
    refsOf(event)
      .map((ref) => by.get(ref))
      .find((c) => c !== undefined)
}
