/** The station that every process opens, whatever it then does: its database, channels, queue, clock, and the path of a message in. */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { Channel } from '#bots/channel.ts'
import { openChannels } from '#bots/index.ts'
import { knownBy } from '#db/broadcast/known.ts'
import { connect } from '#db/engine/client.ts'
import { closed } from '#db/engine/cluster/platform.ts'
import { type OpenDatabase, openDatabase } from '#db/engine/open.ts'
import { createRosterCache } from '#db/roster/snapshot.ts'
import { seedDemo } from '#db/seed.ts'
import { createWebStore } from '#db/web/store.ts'
import { createDecisionContext, createReader, type Read } from '#jobs/context.ts'
import type { DecideDeps } from '#jobs/decide.ts'
import { createIntake, type Intake, type IntakeDeps } from '#jobs/intake.ts'
import { closeMedia, fetchMedia, type MediaDeps } from '#jobs/media.ts'
import type { PacerClock } from '#jobs/pacer.ts'
import { createQueue, type JobQueue } from '#jobs/queue.ts'
import { createSecondReader } from '#jobs/second-reader.ts'
import { type Keeping, keepClock } from '#jobs/set-clock.ts'
import type { Config } from '../config.ts'
import { createDisk, type Disk } from '../disk.ts'
import type { Logger } from '../log.ts'
import { createMetrics, type Metrics } from '../metrics.ts'
import { createReceiver } from '../receive.ts'
import type { Runtime } from '../runtime.ts'
import { createStationClock } from '../station-clock.ts'
import { createLanes, type Lanes } from './lanes.ts'
import type { Stops } from './stops.ts'

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

export interface Station {
  /** Where the database is. */
  url: string
  runtime: Runtime
  decide: DecideDeps
  queue: JobQueue
  lanes: Lanes
  intake: Intake
  /** What fetches photos and recordings. */
  media: MediaDeps
  webStore: ReturnType<typeof createWebStore>
  metrics: Metrics
  disk: Disk
  /** Who keeps the time; undefined where the clock was given: that is nobody's to set. */
  keeping?: Keeping
}

export async function openStation(config: Config, log: Logger, overrides: Overrides, stops: Stops): Promise<Station> {
  const clock = createStationClock()
  const now = overrides.now ?? clock.now
  const newId = uuidv7
  const { url, stop } = await (overrides.database ?? openDatabase(config, (message) => log.info({}, message)))
  stops.add(stop)
  const mediaDir = await openFolders(config, log)
  const database = connect(url)
  stops.add(() => database.close())
  const { db } = database
  if (config.demo) await seedDemo(db, now(), config.tz)

  const webStore = createWebStore(database, mediaDir)
  const channels = new Map([
    ...(await openChannels({ config, webStore, newId, log })),
    ...(overrides.channels ?? []).map((c) => [c.name, c] as const),
  ])
  const queue = openQueue(config, url, overrides, log)
  stops.add(() => queue.close())
  const lanes = createLanes(url, queue, log)
  const context = createDecisionContext({
    db,
    roster: createRosterCache(db),
    tz: config.tz,
    now,
    newId,
    channels: [...channels.keys()],
  })
  const decide: DecideDeps = { db, context, poke: lanes.poke }
  const keeping = overrides.now ? undefined : keepClock({ ...decide, url, clock, log })
  stops.add(() => keeping?.stop())

  const metrics = createMetrics()
  const disk = createDisk(resolve(config.dataDir))
  const media: MediaDeps = { db, channels, mediaDir, now, log }
  const second = config.reader && createSecondReader({ ...decide, reader: config.reader, log })
  const intake = openIntake(
    { ...decide, unsure: second?.wake },
    media,
    metrics,
    overrides.read ?? createReader(config.tz),
    log,
  )
  stops.add(() => intake.idle())
  const store = createReceiver(db, newId, now, intake.wake, disk.stored)
  const receive = counted(store, metrics)
  const runtime: Runtime = {
    config,
    database,
    channels,
    poke: lanes.poke,
    now,
    newId,
    log,
    known: knownBy(db),
    receive,
  }
  return { url, runtime, decide, queue, lanes, intake, media, webStore, metrics, disk, keeping }
}

/** What reads the inbox. Photos of what it has read are fetched at once, and again by their round where that fails. */
const openIntake = (
  decide: DecideDeps & Pick<IntakeDeps, 'unsure'>,
  media: MediaDeps,
  metrics: Metrics,
  read: Read,
  log: Logger,
): Intake =>
  createIntake({
    ...decide,
    read,
    now: media.now,
    log,
    deadLettered: () => {
      metrics.deadLetters.inc()
      metrics.parked.inc()
    },
    attached: () => void fetchMedia(media).catch((err) => log.warn({ err }, 'media')),
  })

/** Counts what is stored, once it is. */
const counted =
  (store: Runtime['receive'], metrics: Metrics): Runtime['receive'] =>
  async (events) => {
    await store(events)
    for (const { event } of events) metrics.received.inc({ channel: event.channel })
  }

/** The data folder and that of photos, closed to others on the machine. @returns the folder of photos. */
async function openFolders(config: Config, log: Logger): Promise<string> {
  const dataDir = resolve(config.dataDir)
  const mediaDir = join(dataDir, 'media')
  // an embedded database has made the folder and closed it already
  if (config.databaseUrl) {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await closed(dataDir, (message) => log.warn({}, message))
  }
  void closeMedia(mediaDir).catch((err) => log.warn({ err }, 'the folder of photos could not be closed to others'))
  return mediaDir
}

const openQueue = (config: Config, databaseUrl: string, { queuePrefix }: Overrides, log: Logger): JobQueue =>
  createQueue({
    databaseUrl,
    redisUrl: config.redisUrl?.reveal(),
    prefix: queuePrefix,
    station: config.stationId,
    log,
  })
