/** A station docked to a fake broadcast platform: orders go out through its lane, reports come in through its own door. */
import { serve } from '@hono/node-server'
import { createBroadcast } from '#bots/broadcast/index.ts'
import { sm2Signer } from '#bots/broadcast/signer.ts'
import { knownBy } from '#db/broadcast/known.ts'
import { hookRoutes } from '#src/http/hooks.ts'
import { createMetrics } from '#src/metrics.ts'
import type { Runtime } from '#src/runtime.ts'
import { type Generation, RIDS, startPlatform, THEM, US } from '../fakes/broadcast/index.ts'
import { createWorld, type World } from './world.ts'

export type Docked = Awaited<ReturnType<typeof dock>>

export async function dock(generation: Generation) {
  let w: World
  const platform = await startPlatform(generation, () => w.clock.now())
  const channel = createBroadcast({
    url: platform.url,
    profile: generation,
    ebrid: RIDS[generation].us,
    peerEbrid: RIDS[generation].them,
    allow: ['127.0.0.1'],
    signer: sm2Signer({ privateKey: US.privateKey, certSn: '0001', peerKey: THEM.publicKey }),
    timeoutMs: 300,
  })
  w = await createWorld('demo', [channel])
  const runtime = {
    channels: new Map([['broadcast', channel]]),
    now: w.clock.now,
    receive: w.receive,
    known: knownBy(w.db),
    log: { info() {}, warn() {}, error() {}, debug() {} },
  } as unknown as Runtime
  const server = serve({ fetch: hookRoutes(runtime, createMetrics()).fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((done) => server.once('listening', done))
  platform.hook = `http://127.0.0.1:${(server.address() as { port: number }).port}/hooks/broadcast`
  const asksFor = async (text: string, area: string) => {
    const broadcaster = w.person('broadcaster')
    await w.says(broadcaster, `p2p:${broadcaster.id}`, `广播 ${area}：${text}`)
  }
  return {
    w,
    platform,
    channel,
    codeOf: (village: string) => w.roster.villages.find((v) => v.name === village)!.code,
    broadcaster: () => w.person('broadcaster'),
    /** What earlier stories left on air is over, and the platform behaves. */
    async calm() {
      await w.allOver()
      platform.mischief.length = 0
      Object.assign(platform.habits, { repeat: 1, stop: 1 })
    },
    /** A broadcaster asks for words to be aired; a leader is still to agree. */
    asksFor,
    /** A notice of our own is asked for and agreed to. */
    async orders(text: string, area: string) {
      await asksFor(text, area)
      await w.presses(w.leader(), '同意播发')
    },
    /** The platform reports, and it is decided. */
    async reports(...args: Parameters<typeof platform.says>) {
      const answer = await platform.says(...args)
      await w.settle()
      return answer
    },
    async close() {
      server.close()
      await w.close()
      await platform.stop()
    },
  }
}
