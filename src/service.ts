/**
 * The service put together: config → database → channels → queue → jobs → doors. Stops in reverse.
 * `PARTS` says which of http, bots and jobs this process runs; several processes may share one database.
 */

import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { Channel } from '#bots/channel.ts'
import { openChannels } from '#bots/index.ts'
import { knownBy } from '#db/broadcast/known.ts'
import { connect } from '#db/engine/client.ts'
import { closed } from '#db/engine/cluster/ground.ts'
import { type Leading, lead } from '#db/engine/lead.ts'
import { type OpenDatabase, openDatabase } from '#db/engine/open.ts'
import { createRosterCache } from '#db/roster/load.ts'
import { seedDemo } from '#db/seed.ts'
import { createWebStore } from '#db/web/store.ts'
import { audit } from '#jobs/audit.ts'
import { bindByMobile } from '#jobs/bind.ts'
import { startClock } from '#jobs/clock.ts'
import { remind } from '#jobs/deadlines.ts'
import { createLane, type Lane } from '#jobs/deliver.ts'
import { digest } from '#jobs/digest.ts'
import { pollFeed } from '#jobs/feed.ts'
import { createGround, createReader, type Read } from '#jobs/ground.ts'
import { createIntake } from '#jobs/intake.ts'
import { testLink } from '#jobs/link.ts'
import { markSensitive } from '#jobs/mark.ts'
import { closeMedia, fetchMedia } from '#jobs/media.ts'
import { syncMembers } from '#jobs/members.ts'
import type { PacerClock } from '#jobs/pacer.ts'
import { prune } from '#jobs/prune.ts'
import { createQueue } from '#jobs/queue.ts'
import { createRounds, type Round } from '#jobs/rounds.ts'
import { keepClock } from '#jobs/set-clock.ts'
import { sweep } from '#jobs/sweep.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { createDisk } from './disk.ts'
import { monitorOf } from './http/auth.ts'
import { healthRoutes } from './http/health.ts'
import { hookRoutes } from './http/hooks.ts'
import { createPeers } from './http/peer.ts'
import { createSessions } from './http/session.ts'
import { listen } from './listen.ts'
import type { Logger } from './log.ts'
import { createMetrics } from './metrics.ts'
import { createPulse } from './pulse.ts'
import { createReceiver } from './receive.ts'
import { apiRoutes } from './routes/nouns.ts'
import { warningPages } from './routes/warnings/pages.ts'
import { webRoutes } from './routes/web.ts'
import type { Runtime } from './runtime.ts'
import { createStationClock } from './station-clock.ts'

export interface Service {
  /** Where the doors are; undefined when this process has none. */
  url?: string
  runtime: Runtime
  demo: boolean
  /** Resolves when nothing received is still unread. */
  idle(): Promise<void>
  stop(): Promise<void>
}

export interface Overrides {
  /** Opened beforehand, so that it comes up while the program is still being loaded. */
  database?: Promise<OpenDatabase>
  now?(): Date
  /** Tests give their own channels beside the registry's. */
  channels?: Channel[]
  queuePrefix?: string
  /** How messages are read; tests give readers that hang or die. */
  read?: Read
  /** What platforms' limits are paced by. */
  pacing?: PacerClock
}

const REGISTER_AGAIN_MS = 30_000

export async function startService(config: Config, log: Logger, overrides: Overrides = {}): Promise<Service> {
  const clock = createStationClock()
  const now = overrides.now ?? clock.now
  const newId = uuidv7
  const stops: (() => Promise<unknown> | unknown)[] = []
  const has = (part: Config['parts'][number]) => config.parts.includes(part)
  const mediaDir = join(resolve(config.dataDir), 'media')

  const { url, stop } = await (overrides.database ?? openDatabase(config, (message) => log.info({}, message)))
  stops.push(stop)
  try {
    if (config.databaseUrl)
      await mkdir(resolve(config.dataDir), { recursive: true, mode: 0o700 }).then(() =>
        closed(resolve(config.dataDir), (message) => log.warn({}, message)),
      )
    void closeMedia(mediaDir).catch((err) => log.warn({ err }, 'the folder of photos could not be closed to others'))
    const database = connect(url)
    stops.push(() => database.close())
    const { db } = database
    if (config.demo) await seedDemo(db, now(), config.tz)

    const disk = createDisk(resolve(config.dataDir))

    // ---- channels, queue, lanes ----
    const metrics = createMetrics()
    const memory = createWebStore(database, mediaDir)
    const channels = new Map([
      ...(await openChannels({ config, webStore: memory, newId, log })),
      ...(overrides.channels ?? []).map((c) => [c.name, c] as const),
    ])
    const queue = createQueue({
      databaseUrl: url,
      redisUrl: config.redisUrl?.reveal(),
      prefix: overrides.queuePrefix,
      station: config.stationId,
      log,
    })
    stops.push(() => queue.close())
    const lanes = new Map<string, { lane: Lane; leading?: Leading }>()
    // Poking the lane that runs here costs nothing; elsewhere a job wakes it, and its own watch finds the rows within a second anyway.
    const poke = (channel: string) => {
      const here = lanes.get(channel)
      if (here?.leading?.leads()) here.lane.wake()
      else
        void queue
          .add(`lane-${channel}`, 'wake', {}, { id: 'wake' })
          .catch((err) => log.warn({ err, channel }, 'could not wake a lane; its watch will'))
    }
    const ground = createGround({
      db,
      roster: createRosterCache(db),
      tz: config.tz,
      now,
      newId,
      channels: [...channels.keys()],
    })
    const decideParts = { db, ground, poke }
    // a clock that is given is nobody's to set
    const keeping = overrides.now ? undefined : keepClock({ ...decideParts, url, clock, log })
    stops.push(() => keeping?.stop())

    // ---- intake ----
    const intake = createIntake({
      db,
      ground,
      read: overrides.read ?? createReader(config.tz),
      now,
      poke,
      log,
      parked: () => metrics.parked.inc(),
      attached: () => void fetchMedia(mediaParts).catch((err) => log.warn({ err }, 'media')),
    })
    stops.push(() => intake.idle())
    const store = createReceiver(db, newId, now, (keys, ids) => intake.wake(keys, ids), disk.stored)
    const runtime: Runtime = {
      config,
      database,
      channels,
      poke,
      now,
      newId,
      log,
      known: knownBy(db),
      receive: async (events) => {
        await store(events)
        for (const { event } of events) metrics.received.inc({ channel: event.channel })
      },
    }
    const mediaParts = { db, channels, mediaDir, now, log }

    // ---- work in time ----
    if (has('jobs')) {
      for (const channel of channels.values()) {
        const lane = createLane({
          db,
          channel,
          now,
          log,
          pacing: overrides.pacing,
          count: (outcome) => metrics.sent.inc({ channel: channel.name, outcome }),
        })
        const leading = lead(
          url,
          `lane ${channel.name}`,
          async (signal) => {
            const close = await queue.work(`lane-${channel.name}`, { wake: async () => lane.wake() })
            try {
              await lane.run(signal)
            } finally {
              await close()
            }
          },
          log,
        )
        lanes.set(channel.name, { lane, leading })
        stops.push(() => leading.stop())
      }
      const runDigest = () => digest(decideParts)
      const jobs: Record<string, Round> = {
        sweep: {
          every_ms: 2_000,
          run: async () => {
            const left = await sweep(db, now())
            if (left.chatKeys.length) intake.wake(left.chatKeys)
            left.channels.forEach(poke)
          },
        },
        remind: { every_ms: 1_000, run: () => remind({ ...decideParts, now, log }) },
        media: { every_ms: 5_000, run: () => fetchMedia(mediaParts) },
        digest: { every_ms: 60_000, run: runDigest },
        audit: { every_ms: 60_000, run: () => audit({ ...decideParts, log }) },
        ...(config.feed
          ? {
              feed: {
                every_ms: config.feed.minutes * 60_000,
                run: () => pollFeed({ ...decideParts, ...config.feed!, log }),
              },
            }
          : {}),
        link: { every_ms: 30_000, run: () => testLink({ ...decideParts, channel: channels.get('broadcast'), newId }) },
        // a list of words that was changed is worked through within a minute
        mark: { every_ms: 60_000, run: () => markSensitive(decideParts) },
        bind: { every_ms: 600_000, run: () => bindByMobile({ ...decideParts, channels, log }) },
      }
      const rounds = createRounds(jobs, log)
      stops.push(() => rounds.stop())
      await queue.work('anan', rounds.handlers)
      const register = () =>
        Promise.all(Object.entries(jobs).map(([name, { every_ms }]) => queue.every('anan', name, every_ms))).catch(
          (err) => log.error({ err }, 'could not register jobs'),
        )
      // nobody waits for a queue that may be down: the rounds are done here meanwhile
      void register()
      // a wiped queue forgets its schedules: they are registered again
      const timer = setInterval(() => void register(), REGISTER_AGAIN_MS)
      stops.push(() => clearInterval(timer))
      const settings = (await ground()).settings
      stops.push(
        startClock(
          [
            ...settings.summary.times.map((time) => ({
              name: `summary ${time}`,
              cron: `${Number(time.slice(3))} ${Number(time.slice(0, 2))} * * *`,
              run: runDigest,
            })),
            { name: 'members', cron: '10 */6 * * *', run: () => syncMembers({ db, channels, log }) },
            {
              name: 'prune',
              cron: '30 3 * * *',
              run: async () => prune(db, (await ground()).settings.retention, now()),
            },
          ],
          config.tz,
          log,
        ),
      )
    }

    // ---- listeners and doors ----
    if (has('bots')) {
      for (const channel of channels.values()) {
        if (!channel.listen) continue
        const leading = lead(
          url,
          `listen ${channel.name}`,
          (signal) => channel.listen!((events) => runtime.receive(events), signal),
          log,
        )
        stops.push(() => leading.stop())
      }
    }
    let draining = false
    let address: string | undefined
    if (has('http')) {
      const peers = createPeers(config)
      const sessions = createSessions(runtime, decideParts, memory, peers)
      const web = webRoutes(runtime, memory, sessions, mediaDir)
      const pages = warningPages(runtime, decideParts, sessions, peers)
      await web.live.start()
      // a connection of its own: those of the pool may all be at work
      const asking = connect(url, { max: 1 })
      stops.push(() => asking.sql.end({ timeout: 0 }))
      const pulse = createPulse(() => asking.sql`select 1`)
      const app = createApp(runtime, metrics, peers, pulse, hookRoutes(runtime, metrics), [
        healthRoutes(runtime, queue, metrics, monitorOf(runtime, peers), () => draining, {
          clockSet: () => keeping?.last() ?? null,
          disk: disk.ok,
        }),
        apiRoutes(runtime, decideParts),
        web.app,
        pages.app,
      ])
      const server = await listen(app.fetch, { port: config.port, host: config.host, free: peers.free })
      const { port } = server.address() as { port: number }
      address = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`
      stops.push(async () => {
        draining = true
        await Promise.all([web.live.close(), pages.close()])
        await new Promise<void>((done) => {
          server.close(() => done())
          server.closeIdleConnections()
          setTimeout(() => server.closeAllConnections(), 3_000).unref()
        })
      })
    }

    let stopping: Promise<void> | undefined
    return {
      url: address,
      runtime,
      demo: config.demo,
      idle: () => intake.idle(),
      stop: () => (stopping ??= stopAll(stops, log)),
    }
  } catch (error) {
    await stopAll(stops, log)
    throw error
  }
}

async function stopAll(stops: (() => Promise<unknown> | unknown)[], log: Logger): Promise<void> {
  for (const stop of [...stops].reverse()) {
    try {
      await stop()
    } catch (err) {
      log.warn({ err }, 'a part did not stop cleanly')
    }
  }
}
