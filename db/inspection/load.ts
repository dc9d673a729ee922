/** Serves what decisions need of checks. */
import { desc, eq, isNull, sql } from 'drizzle-orm'
import { dayOfInspections } from '#domain/inspection/daily.ts'
import type { Check, InspectionsDay, Planned } from '#domain/inspection/inspection.ts'
import * as needs from '#domain/inspection/needs.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { Rec } from '#domain/record/record.ts'
import { UUID } from '../engine/page.ts'
import { anyOf } from '../engine/rows.ts'
import type { Db, Tx } from '../engine/tx.ts'
import type { Loader } from '../need.ts'
import { bounds } from '../record/day.ts'
import { records } from '../record/tables.ts'
import { inspectionItems, inspections } from './tables.ts'

/** Left off longer ago than this, a check is begun anew. */
const LEFT_DAYS = 7
const MOST = 100

const LATELY_MS = 15 * 60_000
/** Checks with their items and records. @param now of what was answered lately the hazard is looked up as well. */
async function checksOf(tx: Tx, ids: readonly string[], now?: Date): Promise<Check[]> {
  if (!ids.length) return []
  const [rows, items] = await Promise.all([
    tx
      .select({ check: inspections, record: records })
      .from(inspections)
      .innerJoin(records, eq(records.id, inspections.id))
      .where(anyOf(inspections.id, [...ids], 'uuid'))
      .orderBy(desc(inspections.touchedAt), desc(inspections.id)),
    tx
      .select()
      .from(inspectionItems)
      .where(anyOf(inspectionItems.inspectionId, [...ids], 'uuid'))
      .orderBy(inspectionItems.seq),
  ])
  const lately = (id: string) => {
    const all = items.filter((i) => i.inspectionId === id && i.answeredAt)
    const last = all.sort((a, b) => b.answeredAt!.getTime() - a.answeredAt!.getTime() || b.seq - a.seq)[0]
    const fresh = last && now && now.getTime() - last.answeredAt!.getTime() < LATELY_MS
    return fresh && last.result === '不合格' && last.hazardId ? last : undefined
  }
  const unsaid = rows.flatMap(({ check }) => {
    const last = lately(check.id)
    return last && !last.wrong ? [last.hazardId!] : []
  })
  const hazards = unsaid.length
    ? ((await tx
        .select()
        .from(records)
        .where(anyOf(records.id, unsaid, 'uuid'))) as Rec[])
    : []
  return rows.map(({ check: { stationId: _, ...row }, record }) => {
    const last = lately(row.id)
    const hazard = last && hazards.find((h) => h.id === last.hazardId)
    const { inspectors } = record.fields as { inspectors?: string[] }
    return {
      ...row,
      no: record.no,
      state: record.state,
      drill: record.drill,
      restricted: !!record.fields.restricted,
      villageCode: record.villageCode,
      inspectors: inspectors ?? [],
      items: items
        .filter((i) => i.inspectionId === row.id)
        .map(({ seq, item, result, wrong, hazardId, hazardNo, byId, answeredAt }) => ({
          ...{ seq, item, result, wrong, hazardId, hazardNo },
          ...(byId && answeredAt ? { answered: { by: byId, at: answeredAt } } : {}),
        })),
      ...(last ? { lately: { hazardId: last.hazardId!, hazardNo: last.hazardNo!, at: last.answeredAt! } } : {}),
      ...(hazard ? { unsaid: { seq: last!.seq, at: last!.answeredAt!, hazard } } : {}),
    }
  })
}

const checks: Loader<readonly Check[]> = async ({ tx, context }, asking) => {
  const pressed = asking.flatMap(({ event }) =>
    event.type === 'press' && event.data.id && UUID.test(event.data.id) ? [event.data.id] : [],
  )
  const since = new Date(context.now.getTime() - LEFT_DAYS * 24 * 3600_000).toISOString()
  const open = await tx.select({ id: inspections.id }).from(inspections).where(isNull(inspections.endedAt)).limit(MOST)
  const left = await tx
    .select({ id: inspections.id })
    .from(inspections)
    .where(sql`${inspections.endedAt} > ${since}`)
    .orderBy(desc(inspections.endedAt))
    .limit(MOST)
  const all = await checksOf(tx, [...new Set([...pressed, ...[...open, ...left].map((r) => r.id)])], context.now)
  return () => all
}

/** Units under the plan, with when each was last checked to the end; held, so that each is reminded of once. */
export async function loadPlanned(tx: Tx | Db, held = false): Promise<Planned[]> {
  const rows = await tx.execute<{ place: string; since: string; reminded: string | null; checked: string | null }>(sql`
    select p.place_id place, p.since, p.reminded_for::text reminded, c.ended_at checked
    from inspection_plans p left join lateral (
      select i.ended_at from inspections i join records r on r.id = i.id
      where i.place_id = p.place_id and i.ended_at is not null and r.state = 'filed' and not r.drill
      order by i.ended_at desc limit 1) c on true ${held ? sql`for update of p` : sql``}`)
  return [...rows].map((r) => ({
    placeId: r.place,
    since: new Date(r.since),
    checkedAt: r.checked ? new Date(r.checked) : null,
    remindedFor: r.reminded,
  }))
}

const plan: Loader<readonly Planned[]> = async ({ tx }) => {
  const all = await loadPlanned(tx)
  return () => all
}

async function ofDay(tx: Tx, day: string, g: DecisionContext): Promise<{ inspections: InspectionsDay }> {
  const { from, to } = bounds(day, g)
  const [planned, [told]] = await Promise.all([
    loadPlanned(tx),
    tx.execute<{ checked: number; failed: number }>(sql`
      select count(distinct i.id)::int checked, count(t.seq) filter (where t.result = '不合格')::int failed
      from inspections i join records r on r.id = i.id left join inspection_items t on t.inspection_id = i.id
      where i.ended_at >= ${from} and i.ended_at < ${to} and not r.drill and r.state in ('filed', 'incomplete')`),
  ])
  return { inspections: dayOfInspections(g, planned, told!) }
}

export const INSPECTION_LOADERS = {
  [needs.CHECKS.name]: checks,
  [needs.CHECK_PLAN.name]: plan,
  [needs.INSPECTIONS_DAY.look]: ofDay,
}

/** The check that nobody went on with; its record is held. */
export async function idleCheck(tx: Tx, { subjectId }: { subjectId: string }): Promise<Check | undefined> {
  await tx.select({ id: records.id }).from(records).where(eq(records.id, subjectId)).for('update')
  return (await checksOf(tx, [subjectId]))[0]
}
