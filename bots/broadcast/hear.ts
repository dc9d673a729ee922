/**
 * The other direction: the platform opens a connection to us and is answered in it with an EBDResponse.
 * Address, then envelope, then signature over the very bytes, then content; the first that fails is what is answered.
 */
import { createHash } from 'node:crypto'
import type { AirEvent, AirReport } from '#domain/kernel/message.ts'
import type { Verdict } from '../channel.ts'
import { bodyOf } from '../feishu/body.ts'
import {
  buildPacket,
  type Ends,
  foreign,
  isSigned,
  type Packet,
  PacketRefused,
  parsePacket,
  type ResultCode,
  reportsIn,
  responseBody,
} from './packet.ts'
import type { Signer } from './signer.ts'
import { type Envelope, MAX_BYTES, pack, TarRefused, tarName, unpack } from './tar.ts'

interface Ear {
  ends: Ends
  signer?: Signer
  allowed(peer: string | undefined): boolean
}

/** A packet stamped further than this from now is refused; within it, the inbox knows every EBDID it has had. */
const STALE_MS = 24 * 3600_000

export async function hear(ear: Ear, request: Request, now: Date, peer: string | undefined): Promise<Verdict> {
  if (!ear.allowed(peer)) return { kind: 'refused', status: 403, reason: 'address' }
  let envelope: Envelope | undefined
  try {
    envelope = await envelopeIn(request)
    const packet = parsePacket(envelope.business, ear.ends.profile)
    await genuine(ear, envelope, packet, now)
    const reports = accepted(packet, ear.ends)
    const { ebdid, business } = envelope
    const event = eventOf(packet, reports, now)
    return {
      kind: 'events',
      events: [{ event, raw: rawOf(envelope) }],
      reply: await answer(ear.ends, ebdid, 1, now),
      async unless(known) {
        const first = packet.type === 'ConnectionCheck' ? undefined : await known.raw(event.channel, event.eventId)
        // a repeat may be signed anew: only the business file, which stands first, must be the same
        if (first && !first.startsWith(textOfFile(business)))
          return { reason: 'conflict', reply: await answer(ear.ends, ebdid, 5, now, 'EBDID 已用于其他内容') }
        if (reports.length && !(await known.ours([...new Set(reports.map((r) => r.of))])))
          return { reason: 'unsent', reply: await answer(ear.ends, ebdid, 5, now, '不是本站的广播') }
      },
    }
  } catch (error) {
    const { code, what } =
      error instanceof PacketRefused
        ? { code: error.code, what: error.message }
        : error instanceof TarRefused
          ? { code: 2 as const, what: error.fault }
          : { code: 2 as const, what: 'unreadable' }
    return {
      kind: 'refused',
      status: 200,
      reason: code === 4 ? 'signature' : what === 'stale' ? 'stale' : 'malformed',
      reply: await answer(ear.ends, envelope?.ebdid, code, now, what),
    }
  }
}

async function envelopeIn(request: Request): Promise<Envelope> {
  const bytes = await bodyOf(request, MAX_BYTES)
  if (!bytes) throw new TarRefused('too_large')
  const form = await new Response(Buffer.from(bytes), {
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
  }).formData()
  const [file, ...more] = form.getAll('file')
  if (!file || typeof file === 'string') throw new PacketRefused(2, 'no part named file')
  if (more.length) throw new PacketRefused(2, 'two parts named file')
  return unpack(new Uint8Array(await file.arrayBuffer()))
}

/** From the platform we are docked to, for us, signed by it, and of now. Only a heartbeat may come unsigned. */
async function genuine({ ends, signer }: Ear, envelope: Envelope, packet: Packet, now: Date): Promise<void> {
  if ((envelope.signature || packet.type !== 'ConnectionCheck') && !(await isSigned(ends, signer, envelope)))
    throw new PacketRefused(4, envelope.signature ? '' : 'no signature')
  const wrong = foreign(ends, packet, envelope.ebdid)
  if (wrong) throw new PacketRefused(5, wrong)
  if (Math.abs(Date.parse(packet.at) - now.getTime()) > STALE_MS) throw new PacketRefused(5, 'stale')
}

/** What we take: reports on our broadcasts and heartbeats. We air nothing for others and keep no equipment to report on. */
function accepted(packet: Packet, ends: Ends): AirReport[] {
  if (packet.type === 'ConnectionCheck' || packet.type === 'EBMStateResponse' || packet.type === 'EBMBrdLog')
    return reportsIn(packet, ends.rid, ends.profile)
  throw new PacketRefused(5, `本站不提供 ${packet.type.slice(0, 40)}`)
}

const eventOf = (packet: Packet, reports: AirReport[], now: Date): AirEvent => ({
  type: 'air',
  channel: 'broadcast',
  // every heartbeat has the same EBDID
  eventId: packet.type === 'ConnectionCheck' ? `${packet.ebdid} ${packet.at}` : packet.ebdid,
  at: packet.at,
  heardAt: now.toISOString(),
  reports,
})

/** Both files word for word: what was signed, and the signature. */
const rawOf = ({ business, signature }: Envelope) =>
  [business, signature].flatMap((b) => (b ? [textOfFile(b)] : [])).join('\n')
const textOfFile = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** The same packet is answered under the same EBDID, however often it comes. */
async function answer(ends: Ends, related: string | undefined, code: ResultCode, now: Date, what?: string) {
  const at = now.toISOString()
  const n =
    createHash('sha256')
      .update(related ?? at)
      .digest()
      .readUInt32BE() % 10_000_000
  const ebdid = `10${ends.rid}${at.slice(0, 10).replaceAll('-', '')}9${String(n).padStart(7, '0')}`
  const business = buildPacket(ends, 'EBDResponse', { ebdid, at, related, body: responseBody(code, what) })
  return new Response(Buffer.from(await pack({ ebdid, business })), {
    headers: {
      'content-type': 'application/x-tar',
      'content-disposition': `attachment; filename="${tarName(ebdid)}"`,
      connection: 'close',
    },
  })
}
