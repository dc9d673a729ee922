/** One warning signal 预警信号 as the service knows it, from whatever way it came: text, CAP or a feed. */

import { type Doubt, kindNamed, type Profile, pairFlags } from './profile.ts'
import type { Colour, WarningAction } from './terms.ts'
import type { Circle, Point } from './types.ts'

export interface SignalArea {
  /** As written: 平山街道、宝口镇. */
  text: string
  /** The places named one by one; empty where only the whole is named. */
  places: string[]
  /** 其余: everything the other signals of the message do not name. */
  rest: boolean
  /** Places taken out of it again: 除石岭村外. */
  except?: string[]
  /** Area codes, where the message carries them. */
  codes: string[]
  /** Drawn, where the message draws it. */
  polygons?: (readonly Point[])[]
  circles?: readonly Circle[]
  /** Named for this signal alone, so a part of the issuer's area: its change leaves the other parts as they were. */
  part: boolean
}

export interface SignalHorizon {
  /** As written: 未来3小时. */
  text: string
  /** Hours ahead or of the span; null where no number is said. */
  hours: number | null
  from: Date | null
  until: Date | null
}

export interface Signal {
  /** Who sent it, as its sender's system names itself; an identifier is one only together with it. */
  sender: string | null
  /** As written: 青溪县气象台; joint ones together. */
  issuer: string | null
  issuedAt: Date | null
  /** `carrier`: the text gives no time, so it is the message's or the list's, which may run some minutes behind. */
  timeFrom: 'text' | 'carrier'
  action: WarningAction
  /** Said to be in force besides, not issued by this message. */
  standing: boolean
  /** The profile's name, or as written where it knows none. */
  kind: string | null
  /** 11B03; null where none is known. */
  code: string | null
  colour: Colour | null
  /** What it was before a change, where the message says so. */
  before: { kind: string | null; colour: Colour | null } | null
  area: SignalArea | null
  horizon: SignalHorizon | null
  /** From when and until when it holds, as its codes or else its words say. */
  effective: Date | null
  expires: Date | null
  guides: string[]
  /** Its own official identifier, where the way it came carries one. */
  identifier: string | null
  /** What it follows: official identifiers, or when the signal meant had been issued. */
  follows: { identifier?: string; issuedAt?: Date }[]
  /** What the profile does not know of it, or where its parts disagree. */
  flags: Doubt[]
}

export const NO_SIGNAL: Signal = {
  sender: null,
  issuer: null,
  issuedAt: null,
  timeFrom: 'text',
  action: 'issue',
  standing: false,
  kind: null,
  code: null,
  colour: null,
  before: null,
  area: null,
  horizon: null,
  effective: null,
  expires: null,
  guides: [],
  identifier: null,
  follows: [],
  flags: [],
}

/** The signal with its code and with what the profile does not know of it flagged; flags it has stay. */
export function coded(signal: Signal, profile: Profile): Signal {
  const unknown = pairFlags(profile, signal.kind, signal.colour).filter(
    (flag) => !signal.flags.some((d) => d.flag === flag),
  )
  return {
    ...signal,
    code: signal.code ?? (signal.kind ? (kindNamed(profile, signal.kind)?.code ?? null) : null),
    effective: signal.effective ?? signal.horizon?.from ?? signal.issuedAt,
    expires: signal.expires ?? signal.horizon?.until ?? null,
    flags: [...signal.flags, ...unknown.map((flag) => ({ flag }))],
  }
}
