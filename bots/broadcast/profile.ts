/**
 * The two generations of the platform interface as data: GD/J 080–083-2018 and its 2016 draft. They differ in the length
 * and order of ids, one time tag and the signature file.
 */
import type { Serial } from '#domain/kernel/message.ts'
import { childOf, type Node, type Tree, textOf } from './xml.ts'

/** What a signer gives for the bytes of a business file; `value` is base64. */
export interface Signature {
  certSn: string
  value: string
}

export interface Profile {
  name: '2018' | '2016'
  version: string
  /** Digits of a platform's own id. */
  ridDigits: number
  /** Where the 12-digit area code stands in it. */
  areaAt: number
  /** The tag of a message's time of sending. */
  sendTime: 'SendTime' | 'SentTime'
  /** The signature file's content, and back. */
  signed(signature: Signature, ebdid: string, at: string): Tree
  signatureIn(root: Node): Signature | undefined
  /** Whether the file says that it is of another packet; the draft's says of none. */
  isOfAnother(root: Node, ebdid: string): boolean
}

export const PROFILES: Record<Profile['name'], Profile> = {
  '2018': {
    name: '2018',
    version: '1.0',
    ridDigits: 23,
    areaAt: 1,
    sendTime: 'SendTime',
    signed: ({ certSn, value }, ebdid) => ({
      Signature: {
        Version: '1.0',
        RelatedEBD: { EBDID: ebdid },
        CertSN: certSn,
        SignatureAlgorithm: 'SM2-SM3',
        SignatureValue: value,
      },
    }),
    signatureIn: (root) => signature(textOf(root, 'CertSN'), textOf(root, 'SignatureValue')),
    isOfAnother: (root, ebdid) => textOf(root, 'RelatedEBD/EBDID') !== ebdid,
  },
  '2016': {
    name: '2016',
    version: '1',
    ridDigits: 18,
    areaAt: 4,
    sendTime: 'SentTime',
    signed: ({ certSn, value }, _ebdid, at) => ({
      Signature: {
        SignatureCert: { CertType: '01', IssuerID: '0', CertSN: certSn },
        SignatureTime: Math.floor(Date.parse(at) / 1000).toString(16),
        DigestAlgorithm: 'SM3',
        SignatureAlgorithm: 'SM2',
        SignatureValue: value,
      },
    }),
    signatureIn: (root) => signature(textOf(childOf(root, 'SignatureCert'), 'CertSN'), textOf(root, 'SignatureValue')),
    isOfAnother: () => false,
  },
}

const signature = (certSn: string, value: string) => (certSn && value ? { certSn, value } : undefined)

const parts = (serial: Serial): [string, string] => {
  const m = /^(\d{8})-(\d{1,8})$/.exec(serial)
  if (!m) throw new Error(`not a serial: ${serial}`)
  return [m[1]!, m[2]!]
}

/** EBDID: type 2 + EBRID + sequence 16 (here date 8 + number 8); `01` with zeros is a heartbeat, `10` everything else. */
export const ebdidOf = (rid: string, packet: Serial | null) =>
  packet === null ? `01${rid}${'0'.repeat(16)}` : `10${rid}${parts(packet)[0]}${parts(packet)[1].padStart(8, '0')}`

/** Whose packet an EBDID is, and whether a heartbeat's; undefined for the number of another generation or of none. */
export function ownerIn({ ridDigits }: Profile, ebdid: string): { rid: string; heartbeat: boolean } | undefined {
  if (ebdid.length !== 2 + ridDigits + 16 || !/^(?:10|01)\d+$/.test(ebdid)) return undefined
  const heartbeat = ebdid.startsWith('01')
  if (heartbeat && !ebdid.endsWith('0'.repeat(16))) return undefined
  return { rid: ebdid.slice(2, 2 + ridDigits), heartbeat }
}

/** EBMID: EBRID + date 8 + number 4. */
export const ebmidOf = (rid: string, serial: Serial) => {
  const [day, n] = parts(serial)
  if (n.length > 4) throw new Error(`no room for ${serial}`)
  return `${rid}${day}${n.padStart(4, '0')}`
}

/** The serial of an EBMID of ours; undefined for anybody else's. */
export function serialIn(rid: string, ebmid: string): Serial | undefined {
  const m = ebmid.startsWith(rid) ? /^(\d{8})(\d{4})$/.exec(ebmid.slice(rid.length)) : null
  return m ? `${m[1]}-${Number(m[2])}` : undefined
}

/**
 * The area a platform answers for: the area code in its id down to its last filled level, 350599128000 → 350599128.
 * Codes are 2 province, 2 city, 2 county, 3 town, 3 village.
 */
export function ownArea(profile: Profile, rid: string): string {
  let area = rid.slice(profile.areaAt, profile.areaAt + 12)
  for (const digits of [3, 3, 2, 2]) {
    if (!area.endsWith('0'.repeat(digits))) break
    area = area.slice(0, -digits)
  }
  return area
}
