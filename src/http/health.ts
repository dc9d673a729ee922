/** Whether the service lives, is ready, and how it does. */

import { sql } from 'drizzle-orm'
import { type Context, Hono } from 'hono'
import { loadLink } from '#db/broadcast/load.ts'
import { backlogAges } from '#db/flow/backlog.ts'
import { auditState } from '#jobs/audit.ts'
import type { JobQueue } from '#jobs/queue.ts'
import type { Metrics } from '../metrics.ts'
import type { Runtime } from '../runtime.ts'
import { Problem } from './problem.ts'

/** Whoever asks is answered, also where what stands behind does not. */
const ANSWER_WITHIN_MS = 2_000

/** What this process knows of itself. */
export interface Condition {
  /** By how much the machine's clock was last set while it ran, and when. */
  clockSet(): { ms: number; at: Date } | null
  /** Whether there is room for what comes. */
  disk(): Promise<boolean>
}

/** @param monitor whether whoever asks hears more than up or down: figures tell a stranger how busy, how late and where we are weak. */
export function healthRoutes(
  runtime: Runtime,
  queue: JobQueue,
  metrics: Metrics,
  monitor: (c: Context) => Promise<boolean>,
  draining: () => boolean,
  condition?: Condition,
) {
  const inside = (c: Context) => within(ANSWER_WITHIN_MS, monitor(c)).catch(() => false)
  const app = new Hono()
  app.get('/health/live', (c) => c.json({ ok: true }))
  app.get('/health/ready', async (c) => {
    const check = async (work: () => Promise<unknown>) =>
      within(ANSWER_WITHIN_MS, work()).then(
        () => true,
        () => false,
      )
    const { db } = runtime.database
    const [told, state, queueOk, disk] = await Promise.all([
      inside(c),
      within(
        ANSWER_WITHIN_MS,
        Promise.all([
          backlogAges(db, runtime.now()),
          auditState(db),
          runtime.channels.has('broadcast') ? loadLink(db) : null,
          db.execute(sql`select 1 from inbox limit 1`),
        ]),
      ).catch(() => undefined),
      check(() => queue.ping()),
      condition?.disk() ?? true,
    ])
    const database = !!state
    const [ages, audit, link = null] = state ?? []
    const ok = database && queueOk && disk && !draining()
    if (!told) return c.json({ ok }, ok ? 200 : 503)
    return c.json(
      {
        ok,
        database,
        disk,
        queue: { ok: queueOk, backend: queue.backend },
        channels: [...runtime.channels.keys()],
        // the link to the broadcast platform as its self-test last found it; Anan is ready without it
        broadcast: link && {
          last_ok: link.lastOkAt,
          last_test: link.checkedAt,
          failures: link.failures,
          code: link.code,
          last_heard: link.heardAt,
        },
        // when the machine's clock was set and what waited was moved along with it
        clock_set: condition?.clockSet() ?? null,
        draining: draining(),
        oldest_unread_s: ages?.unread_s ?? null,
        oldest_unsent_s: ages?.unsent_s ?? null,
        dead_letters: ages?.dead_letters ?? null,
        // its name until 0.2, kept for one version
        parked: ages?.dead_letters ?? null,
        undelivered: ages?.undelivered ?? null,
        // when nothing was last found amiss, and what is amiss now
        audit: audit ? { clean_at: audit.clean_at?.toISOString() ?? null, findings: audit.findings } : null,
      },
      ok ? 200 : 503,
    )
  })
  app.get('/metrics', async (c) => {
    if (!(await inside(c))) {
      c.header('www-authenticate', 'Bearer realm="anan"')
      throw new Problem(401, '指标只给 MONITOR_ALLOW 里的地址看；从别处请带上访问令牌。', {
        field: 'Authorization',
        example: 'Bearer anan_…',
      })
    }
    // figures of this process are given also where the database does not answer
    const [ages, audit] = await within(
      ANSWER_WITHIN_MS,
      Promise.all([backlogAges(runtime.database.db, runtime.now()), auditState(runtime.database.db)]),
    ).catch(() => [null, null])
    metrics.unread.set(ages?.unread_s ?? 0)
    metrics.unsent.set(ages?.unsent_s ?? 0)
    metrics.undelivered.set(ages?.undelivered ?? 0)
    metrics.findings.set(audit?.findings ?? 0)
    return c.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType })
  })
  return app
}

const within = <T>(ms: number, work: Promise<T>) =>
  Promise.race([work, new Promise<never>((_, late) => setTimeout(() => late(new Error('too slow')), ms).unref())])
