/**
 * EBD packets: header, one body, what each body must hold. Written in the order of the interface; read by name.
 * Sources: GD/J 082/083-2018 as quoted by public implementations; the element lists are theirs.
 */
import type { AirOrder, AirReport } from '#domain/kernel/message.ts'
import { ebmidOf, ownerIn, type Profile, serialIn } from './profile.ts'
import type { Signer } from './signer.ts'
import type { Envelope } from './tar.ts'
import { childOf, childrenOf, isSingle, type Node, readXml, type Tree, textOf, writeXml } from './xml.ts'

/** Who speaks to whom, under which profile. */
export interface Ends {
  profile: Profile
  /** Our own platform id, and the one we are docked to. */
  rid: string
  peerRid: string
  /** Where the other side reaches us, told in SRC/URL. */
  url?: string
}

/** 0–5 of EBDResponse; 2–5 mean that nothing more will happen, 1 means received, not played. */
const RESULTS = {
  0: '收到数据未处理',
  1: '接收解析及数据校验成功',
  2: '接收解析失败',
  3: '数据内容缺失',
  4: '签名验证失败',
  5: '其他错误',
} as const
export type ResultCode = keyof typeof RESULTS

/** What is wrong with a packet, as the EBDResponse that says so. */
export class PacketRefused extends Error {
  readonly code: ResultCode
  constructor(code: ResultCode, what: string) {
    super(what)
    this.code = code
  }
}

const LOCAL = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/

/** An instant as the interface writes it, 2026-11-24 08:05:00: Beijing time without an offset. */
const stamp = (iso: string) => new Date(Date.parse(iso) + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')
/** The instant of a stamp as ISO 8601; undefined where it is none. */
function instantOf(said: string): string | undefined {
  const m = LOCAL.exec(said)
  const iso = m ? `${m[1]}T${m[2]}+08:00` : ''
  return iso && !Number.isNaN(Date.parse(iso)) ? iso : undefined
}

/** The business file of a packet. */
export function buildPacket(
  ends: Ends,
  type: string,
  { ebdid, at, related, body }: { ebdid: string; at: string; related?: string; body: Tree },
): Uint8Array {
  return writeXml({
    EBD: {
      EBDVersion: ends.profile.version,
      EBDID: ebdid,
      EBDType: type,
      SRC: { EBRID: ends.rid, URL: ends.url },
      DEST: { EBRID: ends.peerRid },
      EBDTime: stamp(at),
      RelatedEBD: related ? { EBDID: related } : undefined,
      [type]: body,
    },
  })
}

type Ask<A extends AirOrder['ask']> = Extract<AirOrder, { ask: A }>

const TYPES: Record<AirOrder['ask'], string> = {
  play: 'EBM',
  stop: 'EBM',
  state: 'EBMStateRequest',
  check: 'ConnectionCheck',
}
export const typeOf = (order: AirOrder) => TYPES[order.ask]

const BODIES: { [A in AirOrder['ask']]: (ends: Ends, order: Ask<A>) => Tree } = {
  play: ({ profile, rid }, o) => ({
    EBMVersion: '1',
    EBMID: ebmidOf(rid, o.serial),
    MsgBasicInfo: {
      MsgType: String(o.drillType ?? 1),
      SenderName: o.sender,
      SenderCode: rid,
      [profile.sendTime]: stamp(o.at),
      EventType: o.event ?? undefined,
      Severity: String(o.severity),
      StartTime: stamp(o.from),
      EndTime: stamp(o.until),
    },
    MsgContent: { LanguageCode: 'zho', MsgTitle: o.title, MsgDesc: o.text, AreaCode: o.areas.join(',') },
  }),
  stop: ({ profile, rid }, o) => ({
    EBMVersion: '1',
    EBMID: ebmidOf(rid, o.serial),
    RelatedInfo: { EBMID: ebmidOf(rid, o.of) },
    MsgBasicInfo: { MsgType: '2', SenderName: o.sender, SenderCode: rid, [profile.sendTime]: stamp(o.at) },
  }),
  state: ({ rid }, o) => ({ EBM: { EBMID: ebmidOf(rid, o.of) } }),
  check: (_ends, o) => ({ RptTime: stamp(o.at) }),
}

export const bodyOf = (ends: Ends, order: AirOrder): Tree =>
  (BODIES[order.ask] as (e: Ends, o: AirOrder) => Tree)(ends, order)

/** A packet as read, its body still a tree. */
export interface Packet {
  ebdid: string
  type: string
  src: string
  dest: string | null
  at: string
  related: string | null
  body: Node
}

/**
 * What each body must hold besides the header. An EBM that is no cancel needs more, and MsgDesc where no auxiliary is played.
 */
const REQUIRED: Record<string, (body: Node, profile: Profile) => string[]> = {
  EBM: (body, { sendTime }) => [
    'EBMVersion',
    'EBMID',
    'MsgBasicInfo/MsgType',
    'MsgBasicInfo/SenderName',
    'MsgBasicInfo/SenderCode',
    `MsgBasicInfo/${sendTime}`,
    ...(textOf(body, 'MsgBasicInfo/MsgType') === '2'
      ? ['RelatedInfo/EBMID']
      : [
          'MsgBasicInfo/Severity',
          'MsgBasicInfo/StartTime',
          'MsgBasicInfo/EndTime',
          'MsgContent/LanguageCode',
          'MsgContent/MsgTitle',
          'MsgContent/AreaCode',
          ...(childOf(childOf(body, 'MsgContent'), 'Auxiliary') ? [] : ['MsgContent/MsgDesc']),
        ]),
  ],
  EBMStateRequest: () => ['EBM/EBMID'],
  EBMStateResponse: () => ['RptTime', 'EBM/EBMID', 'BrdStateCode'],
  ConnectionCheck: () => ['RptTime'],
  OMDRequest: () => ['OMDType'],
  EBDResponse: () => ['ResultCode'],
  EBMBrdLog: (body) => (childOf(body, 'EBMBrdItem') ? [] : ['EBMBrdItem']),
}
const HEADER = ['EBDVersion', 'EBDID', 'EBDType', 'SRC/EBRID', 'EBDTime']
/** What a packet holds, in this order, each at most once, and after it one body. */
const ORDER = ['EBDVersion', 'EBDID', 'EBDType', 'SRC', 'DEST', 'EBDTime', 'RelatedEBD']

/** What stands where it may not, in a packet of this type. */
function misplaced(root: Node, type: string): string | undefined {
  const order = [...ORDER, type]
  let next = 0
  return root.children.find(({ name }) => {
    const place = order.indexOf(name, next)
    next = place + 1
    return place < 0
  })?.name
}

/** @throws PacketRefused 2 where it cannot be read, 3 naming what is missing or said twice. */
export function parsePacket(bytes: Uint8Array, profile: Profile): Packet {
  let root: Node
  try {
    root = readXml(bytes)
  } catch (error) {
    throw new PacketRefused(2, error instanceof Error ? error.message : 'not XML')
  }
  if (root.name !== 'EBD') throw new PacketRefused(2, `root is ${root.name}`)
  const type = textOf(root, 'EBDType')
  const body = childOf(root, type)
  const missing = [
    ...HEADER.filter((path) => !textOf(root, path)),
    ...(body ? (REQUIRED[type]?.(body, profile) ?? []).filter((path) => !present(body, path)) : [type || 'body']),
  ]
  if (missing.length || !body) throw new PacketRefused(3, missing.join(','))
  const wrong = misplaced(root, type)
  if (wrong) throw new PacketRefused(2, `${wrong} out of place`.slice(0, 60))
  const twice = [
    ...[...HEADER, 'DEST/EBRID', 'RelatedEBD/EBDID'].filter((path) => textOf(root, path) && !isSingle(root, path)),
    ...(REQUIRED[type]?.(body, profile) ?? []).filter((path) => path !== 'EBMBrdItem' && !isSingle(body, path)),
  ]
  if (twice.length) throw new PacketRefused(3, `${twice.join(',')} said twice`)
  const at = instantOf(textOf(root, 'EBDTime'))
  if (!at) throw new PacketRefused(2, 'EBDTime')
  return {
    ebdid: textOf(root, 'EBDID'),
    type,
    src: textOf(root, 'SRC/EBRID'),
    dest: textOf(root, 'DEST/EBRID') || null,
    at,
    related: textOf(root, 'RelatedEBD/EBDID') || null,
    body,
  }
}

/** Why a packet's ids are not those of one by this sender in this generation; undefined where they are. */
export function foreign({ profile, rid, peerRid }: Ends, packet: Packet, named: string): string | undefined {
  const owner = ownerIn(profile, packet.ebdid)
  if (packet.ebdid !== named || !owner || owner.heartbeat !== (packet.type === 'ConnectionCheck')) return 'EBDID'
  if (packet.src !== peerRid || owner.rid !== peerRid) return 'SRC'
  return packet.dest && packet.dest !== rid ? 'DEST' : undefined
}

/** Whether the signature in an envelope is the peer's over its business file, and of this packet. */
export async function isSigned({ profile }: Ends, signer: Signer | undefined, envelope: Envelope): Promise<boolean> {
  if (!signer || !envelope.signature) return false
  const root = readXml(envelope.signature)
  const signature = profile.signatureIn(root)
  return !!signature && !profile.isOfAnother(root, envelope.ebdid) && signer.verify(envelope.business, signature)
}

const present = (body: Node, path: string) =>
  textOf(body, path) !== '' || (path === 'EBMBrdItem' && !!childOf(body, path))

const STATES: Record<string, AirReport['state']> = {
  '0': 'unplayed',
  '1': 'waiting',
  '2': 'playing',
  '3': 'played',
  '4': 'failed',
  '5': 'cancelled',
}

/**
 * What a packet says of our broadcasts. A log may hold others' as well, which are left out.
 * @throws PacketRefused 3 for a state outside 0–5, a time or an area that is none; 5 where nothing in it is ours.
 */
export function reportsIn({ type, body, at }: Packet, rid: string, profile: Profile): AirReport[] {
  if (type !== 'EBMStateResponse' && type !== 'EBMBrdLog') return []
  const reports =
    type === 'EBMStateResponse'
      ? reportOf(profile, body, textOf(body, 'RptTime'), rid)
      : childrenOf(body, 'EBMBrdItem').flatMap((item) => reportOf(profile, item, null, rid, at))
  if (!reports.length) throw new PacketRefused(5, '不是本站的广播')
  return reports
}

function reportOf(profile: Profile, node: Node, stamped: string | null, rid: string, at?: string): AirReport[] {
  const state = STATES[textOf(node, 'BrdStateCode')]
  if (!state || !isSingle(node, 'BrdStateCode')) throw new PacketRefused(3, 'BrdStateCode')
  if (!isSingle(node, 'EBM/EBMID')) throw new PacketRefused(3, 'EBM/EBMID')
  const when = stamped === null ? at : instantOf(stamped)
  if (!when) throw new PacketRefused(3, 'RptTime')
  const of = serialIn(rid, textOf(node, 'EBM/EBMID'))
  if (!of) return []
  const devices = devicesIn(node, profile)
  const note = textOf(node, 'BrdStateDesc').slice(0, 200) || null
  const common = { of, state, note, at: when, ...(devices.length ? { devices } : {}) }
  const coverages = childrenOf(node, 'Coverage')
  if (!coverages.length) return [{ ...common, areas: [], coverage: null, reached: null }]
  return coverages.map((c) => ({
    ...common,
    areas: areasIn(textOf(c, 'AreaCode')),
    coverage: share(textOf(c, 'CoverageRate')),
    reached: /^\d+(?:,\d+){0,3}$/.test(textOf(c, 'ResBrdStat')) ? textOf(c, 'ResBrdStat') : null,
  }))
}

/**
 * What became of single devices: by name where they have one, and where they stand by the area in the id above them. Those
 * that did not play come first, so that none of them is cut off.
 */
function devicesIn(node: Node, profile: Profile): NonNullable<AirReport['devices']> {
  const devices = childrenOf(childOf(node, 'ResBrdInfo'), 'ResBrdItem').flatMap((item) => {
    const id = ['EBRAS/EBRID', 'EBRST/EBRID', 'EBRPS/EBRID'].map((path) => textOf(item, path)).find(Boolean) ?? ''
    const area = id.length === profile.ridDigits ? id.slice(profile.areaAt, profile.areaAt + 12) : null
    return childrenOf(item, 'EBRBS').map((device) => ({
      name: (textOf(device, 'BrdSysInfo') || id || '没有名字的设备').slice(0, 60),
      area,
      state: STATES[textOf(device, 'BrdStateCode')] ?? ('unplayed' as const),
    }))
  })
  return devices.sort((a, b) => Number(a.state === 'played') - Number(b.state === 'played')).slice(0, MOST_DEVICES)
}
const MOST_DEVICES = 500

/** @throws PacketRefused 3 where codes are given and none is one: it is not for us to say that everywhere was meant. */
function areasIn(said: string): string[] {
  const areas = said
    .split(/[,，]/)
    .map((code) => code.trim())
    .filter((code) => /^\d{12}$/.test(code))
  if (said && !areas.length) throw new PacketRefused(3, 'Coverage/AreaCode')
  return areas.slice(0, 500)
}

/** 0.95, 95% and 95 are all seen; above 1 it is per cent. */
function share(said: string): number | null {
  const m = /^(\d{1,3}(?:\.\d{1,6})?)\s?(%?)$/.exec(said)
  if (!m) return null
  const n = Number(m[1])
  const part = m[2] || n > 1 ? n / 100 : n
  return part <= 1 ? part : null
}

/** The acknowledgement of a packet. */
export const responseBody = (code: ResultCode, what?: string): Tree => ({
  ResultCode: String(code),
  ResultDesc: what ? `${RESULTS[code]}：${what}` : RESULTS[code],
})

export function responseIn(packet: Packet): { code: ResultCode; what: string } | undefined {
  const code = textOf(packet.body, 'ResultCode')
  return packet.type === 'EBDResponse' && Object.hasOwn(RESULTS, code)
    ? { code: Number(code) as ResultCode, what: textOf(packet.body, 'ResultDesc') }
    : undefined
}
