/** The parts `bots` and `http`: where events come in, and where people and programs ask. */
import { connect } from '#db/engine/client.ts'
import { lead } from '#db/engine/lead.ts'
import { createApp } from '../app.ts'
import { monitorOf } from '../http/auth.ts'
import { healthRoutes } from '../http/health.ts'
import { hookRoutes } from '../http/hooks.ts'
import { createPeers } from '../http/peer.ts'
import { createSessions } from '../http/session.ts'
import { listen } from '../listen.ts'
import { createPulse } from '../pulse.ts'
import { apiRoutes } from '../routes/nouns.ts'
import { warningPages } from '../routes/warnings/pages.ts'
import { webRoutes } from '../routes/web/index.ts'
import type { Station } from './station.ts'
import type { Stops } from './stops.ts'

/** How long requests under way may take once the service is told to stop. */
const DRAIN_MS = 3_000

/** Long connections to platforms, each held by one process at a time. */
export function startListeners({ url, runtime }: Station, stops: Stops): void {
  for (const channel of runtime.channels.values()) {
    if (!channel.listen) continue
    const hear = (signal: AbortSignal) => channel.listen!((events) => runtime.receive(events), signal)
    const leading = lead(url, `listen ${channel.name}`, hear, runtime.log)
    stops.add(() => leading.stop())
  }
}

/** @returns the address that the doors answer at. */
export async function openDoors(station: Station, stops: Stops): Promise<string> {
  const { url, runtime, decide, queue, media, webStore, metrics, disk, keeping } = station
  const { config } = runtime
  let draining = false
  const peers = createPeers(config)
  const sessions = createSessions(runtime, decide, webStore, peers)
  const web = webRoutes(runtime, webStore, sessions, media.mediaDir)
  const pages = warningPages(runtime, decide, sessions, peers)
  await web.live.start()
  // a connection of its own: those of the pool may all be at work
  const asking = connect(url, { max: 1 })
  stops.add(() => asking.sql.end({ timeout: 0 }))
  const pulse = createPulse(() => asking.sql`select 1`)
  const health = healthRoutes(runtime, queue, metrics, monitorOf(runtime, peers), () => draining, {
    clockSet: () => keeping?.last() ?? null,
    disk: disk.ok,
  })
  const app = createApp(runtime, metrics, peers, pulse, hookRoutes(runtime, metrics), [
    health,
    apiRoutes(runtime, decide),
    web.app,
    pages.app,
  ])
  const server = await listen(app.fetch, { port: config.port, host: config.host, free: peers.free })
  stops.add(async () => {
    draining = true
    await Promise.all([web.live.close(), pages.close()])
    await new Promise<void>((done) => {
      server.close(() => done())
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref()
    })
  })
  const { port } = server.address() as { port: number }
  return `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`
}
