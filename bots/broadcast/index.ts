/**
 * The emergency broadcast platform 应急广播平台 as a channel: one address, which takes orders to air, to stop and to tell how it
 * went, and nothing that is meant for people. One packet is in flight at a time, so that a stop never overtakes what it stops.
 */
import { Agent, FormData, request } from 'undici'
import type { AirOrder, Outbound } from '#domain/kernel/message.ts'
import { drillOrReal } from '#domain/reading/drill.ts'
import { allowList } from '../allow.ts'
import type { Channel, Outcome } from '../channel.ts'
import { collected } from '../feishu/body.ts'
import { hear } from './hear.ts'
import { bodyOf, buildPacket, type Ends, foreign, isSigned, parsePacket, responseIn, typeOf } from './packet.ts'
import { ebdidOf, ownArea, PROFILES, type Profile } from './profile.ts'
import type { Signer } from './signer.ts'
import { MAX_BYTES, pack, tarName, unpack } from './tar.ts'
import { writeXml } from './xml.ts'

export interface BroadcastDeps {
  url: string
  profile: Profile['name']
  ebrid: string
  peerEbrid: string
  /** Where the platform reaches us, told in every packet. */
  ownUrl?: string
  /** Addresses that may push to us. */
  allow: readonly string[]
  /** Without one, nothing but the link's self-test can be sent. */
  signer?: Signer
  timeoutMs?: number
}

/** What `render` makes: the order, and whether it is a drill's. */
interface Wire {
  order?: AirOrder
  drill: boolean
}

const TIMEOUT_MS = 30_000
const DAY_MS = 24 * 3600_000
/** By these a request was not taken by anybody: who asks, where, or in what form (RFC 9110, 15.5). */
const TURNED_AWAY = new Set([401, 403, 404, 405, 407, 411, 413, 414, 415, 421, 426, 431])

export function createBroadcast(deps: BroadcastDeps): Channel {
  const profile = PROFILES[deps.profile]
  const ends: Ends = { profile, rid: deps.ebrid, peerRid: deps.peerEbrid, url: deps.ownUrl }
  const timeoutMs = deps.timeoutMs ?? TIMEOUT_MS
  const agent = new Agent({ connections: 1, connect: { timeout: timeoutMs }, pipelining: 0 })
  let turn: Promise<unknown> = Promise.resolve()

  /** One packet after another. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work)
    turn = mine.catch(() => {})
    return mine
  }

  /** Signed and packed; what is sent, however often, are these bytes. */
  async function prepared(order: AirOrder): Promise<{ packet: Uint8Array } | Outcome> {
    const ebdid = ebdidIn(order)
    const business = buildPacket(ends, typeOf(order), { ebdid, at: order.at, body: bodyOf(ends, order) })
    try {
      parsePacket(business, profile)
    } catch (error) {
      return { kind: 'refused', reason: 'content', code: `missing ${(error as Error).message}` }
    }
    const signed = deps.signer && (await deps.signer.sign(business))
    if (!signed && order.ask !== 'check') return { kind: 'refused', reason: 'config', code: 'no signer' }
    const signature = signed && writeXml(profile.signed(signed, ebdid, order.at))
    return { packet: await pack({ ebdid, business, signature }) }
  }

  const ebdidIn = (order: AirOrder) => ebdidOf(ends.rid, order.ask === 'check' ? null : order.packet)

  async function deliver(packet: Uint8Array, ebdid: string): Promise<Outcome> {
    const form = new FormData()
    form.set('file', new Blob([Buffer.from(packet)]), tarName(ebdid))
    const answer = await request(deps.url, {
      method: 'POST',
      body: form,
      dispatcher: agent,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const bytes = await collected(answer.body, MAX_BYTES)
    const said = await acknowledged(bytes, ebdid)
    const status = answer.statusCode
    // the platform's own words count under whatever status they come
    if (status === 200 || said.kind !== 'unknown') return said
    if (status === 429) return { kind: 'again', afterMs: 5_000, code: 'http 429' }
    if (TURNED_AWAY.has(status)) return { kind: 'refused', reason: 'config', code: `http ${status}` }
    // a gateway says anything else of a platform that may have the packet already: that is no answer
    return { kind: 'unknown', code: `http ${status}` }
  }

  /** An answer that cannot be trusted leaves the matter open: the same EBDID goes again. */
  async function acknowledged(bytes: Uint8Array | undefined, ebdid: string): Promise<Outcome> {
    try {
      if (!bytes) return { kind: 'unknown', code: 'answer too long' }
      const envelope = await unpack(bytes)
      if (envelope.signature && deps.signer && !(await isSigned(ends, deps.signer, envelope)))
        return { kind: 'unknown', code: 'answer with a wrong signature' }
      const packet = parsePacket(envelope.business, profile)
      const response = responseIn(packet)
      if (!response || foreign(ends, packet, envelope.ebdid) || (packet.related && packet.related !== ebdid))
        return { kind: 'unknown', code: 'not an answer to this' }
      return OUTCOMES[response.code](ebdid, `${response.code} ${response.what}`.trim().slice(0, 120))
    } catch (error) {
      return { kind: 'unknown', code: `answer ${(error as Error).message}`.slice(0, 120) }
    }
  }

  /** What is to be sent, or why it may not be. */
  function orderIn(wire: unknown): AirOrder | Outcome {
    const { order, drill } = (wire ?? {}) as Partial<Wire>
    if (!order) return { kind: 'refused', reason: 'content', code: 'not for a broadcast platform' }
    const wrong = unfit(order, drill ?? false, ownArea(profile, ends.rid))
    return wrong ? { kind: 'refused', reason: 'content', code: wrong } : order
  }

  return {
    name: 'broadcast',
    limits: {
      // no rate is given for the interface: packets go one after another, and no faster than this
      perSecond: 10,
      perMinute: 600,
      perChatPerSecond: 10,
      textLength: 20_000,
      // the platform knows a packet by its EBDID, and a message by its EBMID
      idempotencyMs: DAY_MS,
      edits: false,
    },
    render: (message: Outbound): Wire => ({ order: message.air, drill: message.drill ?? false }),
    async prepare(wire) {
      const order = orderIn(wire)
      return 'kind' in order ? order : prepared(order)
    },
    async send(_to, wire, _key, how): Promise<Outcome> {
      // looked at each time, also where the bytes were made before
      const order = orderIn(wire)
      if ('kind' in order) return order
      const made = how?.packet ? { packet: how.packet } : await prepared(order)
      if (!('packet' in made)) return made
      try {
        return await inTurn(() => deliver(made.packet, ebdidIn(order)))
      } catch (error) {
        return failed(error)
      }
    },
    webhook: (request, now, peer) =>
      hear({ ends, signer: deps.signer, allowed: allowList(deps.allow) }, request, now, peer),
  }
}

/**
 * The last gate before a loudspeaker: a drill never goes as the real thing, the real thing never as a drill, and nothing
 * outside the station's own area.
 */
function unfit(order: AirOrder, drill: boolean, area: string): string | undefined {
  if (order.ask !== 'play') return undefined
  if (drill !== (order.drillType === 3) || !saysSo(order, drill)) return 'drill'
  if (!order.areas.length || order.areas.some((code) => !/^\d{12}$/.test(code) || !code.startsWith(area))) return 'area'
  return undefined
}

/** Whether what will be heard says of itself what its flag says; words left open are let through only where an officer confirmed them. */
function saysSo(order: Extract<AirOrder, { ask: 'play' }>, drill: boolean): boolean {
  const { verdict } = drillOrReal(`${order.title}\n${order.text}`)
  return verdict === 'doubt' ? !drill && !!order.relayed : drill === (verdict === 'drill')
}

const OUTCOMES: Record<0 | 1 | 2 | 3 | 4 | 5, (ebdid: string, code: string) => Outcome> = {
  0: (id) => ({ kind: 'sent', id }),
  1: (id) => ({ kind: 'sent', id }),
  2: (_, code) => ({ kind: 'refused', reason: 'content', code }),
  3: (_, code) => ({ kind: 'refused', reason: 'content', code }),
  // our key is not (yet) known there: held and tried again while it is mended
  4: (_, code) => ({ kind: 'refused', reason: 'config', code }),
  5: (_, code) => ({ kind: 'refused', reason: 'content', code }),
}

/** Never connected: it cannot have arrived. Anything later may have. */
function failed(error: unknown): Outcome {
  const e = error as { code?: string; name?: string; message?: string }
  const code = e.code ?? e.name ?? 'failed'
  return /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(code)
    ? { kind: 'again', afterMs: 5_000, code }
    : { kind: 'unknown', code }
}
