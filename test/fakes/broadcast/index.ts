/**
 * A broadcast platform over real HTTP, in either generation of the interface. It checks what it is sent on its own account
 * (its own lists, its own XML), keeps the state of every message, and misbehaves when told to.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { packTar, unpackTar } from 'modern-tar'
import { sm2 } from 'sm-crypto-v2'

export const US = sm2.generateKeyPairHex()
export const THEM = sm2.generateKeyPairHex()
export const STRANGER = sm2.generateKeyPairHex()

/** Ids of both generations: ours for the demo township 350599128, the county platform's above it. */
export const RIDS = {
  '2018': { us: '53505991280000103010101', them: '43505990000000103010101' },
  '2016': { us: '010335059912800001', them: '010335059900000001' },
} as const
export type Generation = keyof typeof RIDS

/**
 * What the next request meets. `silence` acts and never answers, `lost` acts and cuts the line, `late` acts after the asker
 * has given up, `http` acts and answers with a bare status, or with its answer under that status. These act, too: `garbage`
 * answers what is no TAR, `cut` breaks off in the middle of its answer, `drip` never comes to its end, `another` answers
 * another packet.
 */
export type Mischief =
  | 'truncated'
  | 'wrong signature'
  | 'silence'
  | 'lost'
  | 'late'
  | 'down'
  | 'refuse'
  | 'garbage'
  | 'cut'
  | 'drip'
  | 'another'
  | { http: number; answered?: boolean }
  | { code: number | string }
const LATE_MS = 700

interface Heard {
  ebdid: string
  type: string
  xml: string
  /** The whole archive as it came, base64. */
  tar: string
}

const text = (xml: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? ''
const MUST = {
  header: ['EBDVersion', 'EBDID', 'EBDType', 'EBRID', 'EBDTime'],
  EBM: ['EBMVersion', 'EBMID', 'MsgType', 'SenderName', 'SenderCode'],
  airing: ['Severity', 'StartTime', 'EndTime', 'LanguageCode', 'MsgTitle', 'MsgDesc', 'AreaCode'],
} as const

const bytesOf = (s: string) => new TextEncoder().encode(s)
const stampOf = (at: Date) => new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')

export async function startPlatform(generation: Generation, now: () => Date = () => new Date()) {
  const rids = RIDS[generation]
  const sendTime = generation === '2018' ? 'SendTime' : 'SentTime'
  const heard: Heard[] = []
  const mischief: Mischief[] = []
  /** Standing habits: what it answers to packets it has had already, and to orders to stop (0–5). */
  const habits = { repeat: 1, stop: 1 }
  /** EBMs by id; `stopped` once a cancel came for them. */
  const messages = new Map<string, { areas: string[]; xml: string; stopped: boolean }>()
  let n = 0

  const ebdid = () => `10${rids.them}${String(++n).padStart(16, '0')}`
  const sign = (xml: string, key: string) =>
    Buffer.from(sm2.doSignature(bytesOf(xml), key, { hash: true }), 'hex').toString('base64')

  function signatureFile(id: string, xml: string, key: string): string {
    const value = sign(xml, key)
    return generation === '2018'
      ? `<Signature><Version>1.0</Version><RelatedEBD><EBDID>${id}</EBDID></RelatedEBD><CertSN>0001</CertSN><SignatureAlgorithm>SM2-SM3</SignatureAlgorithm><SignatureValue>${value}</SignatureValue></Signature>`
      : `<Signature><SignatureCert><CertType>01</CertType><IssuerID>0</IssuerID><CertSN>0001</CertSN></SignatureCert><SignatureTime>5f000000</SignatureTime><DigestAlgorithm>SM3</DigestAlgorithm><SignatureAlgorithm>SM2</SignatureAlgorithm><SignatureValue>${value}</SignatureValue></Signature>`
  }

  const envelope = (id: string, xml: string, key?: string) =>
    packTar(
      [
        [`EBDB_${id}.xml`, xml] as const,
        ...(key ? [[`EBDS_EBDB_${id}.xml`, signatureFile(id, xml, key)] as const] : []),
      ].map(([name, body]) => ({
        header: { name, size: bytesOf(body).byteLength, type: 'file' as const },
        body: bytesOf(body),
      })),
    )

  function packet(type: string, body: string, related?: string, id = ebdid()) {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><EBD xmlns:xs="http://www.w3.org/2001/XMLSchema"><EBDVersion>1</EBDVersion><EBDID>${id}</EBDID><EBDType>${type}</EBDType><SRC><EBRID>${rids.them}</EBRID></SRC><DEST><EBRID>${rids.us}</EBRID></DEST><EBDTime>${stampOf(now())}</EBDTime>${related ? `<RelatedEBD><EBDID>${related}</EBDID></RelatedEBD>` : ''}<${type}>${body}</${type}></EBD>`
    return { id, xml }
  }

  const verdictOn = (xml: string, signature: string | undefined): number => {
    const type = text(xml, 'EBDType')
    const value = signature && text(signature, 'SignatureValue')
    const good =
      value &&
      sm2.doVerifySignature(bytesOf(xml), Buffer.from(value, 'base64').toString('hex'), US.publicKey, { hash: true })
    if (!good && (value || type !== 'ConnectionCheck')) return 4
    const must = [
      ...MUST.header,
      ...(type === 'EBM' ? [...MUST.EBM, sendTime, ...(text(xml, 'MsgType') === '2' ? [] : MUST.airing)] : []),
    ]
    return must.every((name) => text(xml, name)) ? 1 : 3
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (platform.away) return void request.socket.destroy()
    const trick = mischief.shift()
    if (trick === 'down') return void response.writeHead(503).end()
    if (trick === 'refuse') return void response.writeHead(404).end()
    const form = await new Response(Buffer.concat(chunks), {
      headers: { 'content-type': request.headers['content-type']! },
    }).formData()
    const file = form.get('file') as File
    const tarred = new Uint8Array(await file.arrayBuffer())
    const entries = await unpackTar(tarred)
    const read = (prefix: string) => {
      const data = entries.find((e) => e.header.name.startsWith(prefix))?.data
      return data && new TextDecoder().decode(data)
    }
    const xml = read('EBDB_')!
    const id = text(xml, 'EBDID')
    const type = text(xml, 'EBDType')
    const again = heard.some((h) => h.ebdid === id && h.type !== 'ConnectionCheck')
    const stops = type === 'EBM' && text(xml, 'MsgType') === '2'
    const habit = again ? habits.repeat : stops ? habits.stop : 1
    const own = verdictOn(xml, read('EBDS_'))
    const code = typeof trick === 'object' && 'code' in trick ? trick.code : own === 1 ? habit : own
    heard.push({ ebdid: id, type, xml, tar: Buffer.from(tarred).toString('base64') })
    const act = () => {
      if (code !== 1 || again || type !== 'EBM') return
      const [ebmid, related] = [...xml.matchAll(/<EBMID>(\d+)<\/EBMID>/g)].map((m) => m[1]!)
      if (!stops) messages.set(ebmid!, { areas: text(xml, 'AreaCode').split(','), xml, stopped: false })
      else if (messages.has(related!)) messages.get(related!)!.stopped = true
    }
    if (trick === 'late') return void setTimeout(act, LATE_MS)
    act()
    if (trick === 'silence') return
    if (trick === 'lost') return void request.socket.destroy()
    const status = typeof trick === 'object' && 'http' in trick ? trick : { http: 200, answered: true }
    if (!status.answered) return void response.writeHead(status.http).end()
    const about = trick === 'another' ? `${id.slice(0, -4)}9999` : id
    const back = packet('EBDResponse', `<ResultCode>${code}</ResultCode><ResultDesc>…</ResultDesc>`, about)
    const tar = await envelope(back.id, back.xml, trick === 'wrong signature' ? STRANGER.privateKey : undefined)
    response.writeHead(status.http, { 'content-type': 'application/x-tar' })
    if (trick === 'garbage') return void response.end(Buffer.alloc(tar.length, '安'))
    if (trick !== 'cut' && trick !== 'drip') return void response.end(trick === 'truncated' ? tar.slice(0, 700) : tar)
    response.write(tar.slice(0, 700))
    if (trick === 'cut') setTimeout(() => response.destroy(), 20)
  }

  const server = createServer((request, response) => void take(request, response).catch(() => response.destroy()))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }

  const spoken = new Map<string, string>()
  const platform = {
    url: `http://127.0.0.1:${port}/ebd`,
    rids,
    heard,
    messages,
    mischief,
    habits,
    /** Nobody is there: what comes is cut off unread. */
    away: false,
    /** Where it pushes to. */
    hook: '',
    of: (type: string) => heard.filter((h) => h.type === type),
    /** The latest message it was asked to air. */
    latest: () => [...messages.keys()].at(-1)!,
    packet,
    envelope,
    signatureFile,
    /** Pushes bytes as a TAR and gives back how it was answered. */
    async push(tar: Uint8Array, part = 'file'): Promise<{ http: number; code: number | null; related: string }> {
      const form = new FormData()
      form.set(part, new Blob([Buffer.from(tar)]), 'EBDT_x.tar')
      const answer = await fetch(platform.hook, { method: 'POST', body: form })
      if (answer.status !== 200) return { http: answer.status, code: null, related: '' }
      const entries = await unpackTar(new Uint8Array(await answer.arrayBuffer()))
      const xml = new TextDecoder().decode(entries[0]!.data)
      return {
        http: 200,
        code: Number(text(xml, 'ResultCode')),
        related: /<RelatedEBD><EBDID>(\d+)/.exec(xml)?.[1] ?? '',
      }
    },
    /** Reports a state 0–5 on a message, for some areas. */
    async says(
      ebmid: string,
      state: number,
      more: {
        areas?: string[]
        rate?: string
        /** Platforms, adapters, transmitters and terminals that it reached. */
        reached?: string
        at?: Date
        key?: string
        id?: string
        log?: boolean
        /** The packet of this id once more, word for word, signed anew. */
        again?: boolean
        desc?: string
        /** Devices told of one by one: name, state 0–5, and the village they stand in. */
        devices?: { name: string; state: number; village?: string }[]
      } = {},
    ) {
      const coverage = more.areas
        ? `<Coverage><CoverageRate>${more.rate ?? '0.95'}</CoverageRate><AreaCode>${more.areas.join(',')}</AreaCode><ResBrdStat>${more.reached ?? '1,1,2,30'}</ResBrdStat></Coverage>`
        : ''
      const devices = (more.devices ?? []).map((d) => {
        const id = d.village && (generation === '2018' ? `6${d.village}0314010101` : `0314${d.village}01`)
        return `<ResBrdItem>${id ? `<EBRAS><EBRID>${id}</EBRID></EBRAS>` : ''}<EBRBS><RptTime>${stampOf(now())}</RptTime><BrdSysInfo>${d.name}</BrdSysInfo><BrdStateCode>${d.state}</BrdStateCode></EBRBS></ResBrdItem>`
      })
      const info = devices.length ? `<ResBrdInfo>${devices.join('')}</ResBrdInfo>` : ''
      const core = `<EBM><EBMID>${ebmid}</EBMID></EBM><BrdStateCode>${state}</BrdStateCode><BrdStateDesc>${more.desc ?? ''}</BrdStateDesc>${coverage}${info}`
      const { id, xml } = more.log
        ? packet('EBMBrdLog', `<Params/><EBMBrdItem>${core}</EBMBrdItem>`, undefined, more.id)
        : packet('EBMStateResponse', `<RptTime>${stampOf(more.at ?? now())}</RptTime>${core}`, undefined, more.id)
      const said = (more.again && spoken.get(id)) || xml
      spoken.set(id, said)
      return platform.push(await envelope(id, said, more.key ?? THEM.privateKey))
    },
    async beats() {
      const id = `01${rids.them}${'0'.repeat(16)}`
      const { xml } = packet('ConnectionCheck', `<RptTime>${stampOf(now())}</RptTime>`, undefined, id)
      return platform.push(await envelope(id, xml))
    },
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  return platform
}
export type Platform = Awaited<ReturnType<typeof startPlatform>>
