/** A warning and its signal: what was read once, when it came, as the row keeps it and as decisions ask for it. */
import { NO_SIGNAL, type Signal } from '../cap/signal.ts'
import type { Warning } from './warning.ts'

type Stated = Pick<
  Warning,
  | 'action'
  | 'event'
  | 'colour'
  | 'issuer'
  | 'issuedAt'
  | 'identifier'
  | 'follows'
  | 'sender'
  | 'code'
  | 'effectiveAt'
  | 'expiresAt'
  | 'doubts'
  | 'said'
>

/** A signal as a row keeps it. @param digest of the message it came in; null where it came as a text. */
export function stating(signal: Signal, digest: string | null): Stated {
  const { horizon } = signal
  const times = signal.follows.flatMap((f) => (!f.identifier && f.issuedAt ? [f.issuedAt.toISOString()] : []))
  return {
    action: signal.action,
    event: signal.kind,
    colour: signal.colour,
    issuer: signal.issuer,
    issuedAt: signal.issuedAt,
    identifier: signal.identifier,
    follows: [...new Set(signal.follows.flatMap((f) => f.identifier ?? []))],
    sender: signal.sender,
    code: signal.code,
    effectiveAt: signal.effective,
    expiresAt: signal.expires,
    doubts: signal.flags,
    said: {
      timeFrom: signal.timeFrom,
      before: signal.before,
      area: signal.area,
      guides: signal.guides,
      horizon: horizon && { text: horizon.text, hours: horizon.hours },
      followsAt: [...new Set(times)],
      digest,
    },
  }
}

/** The signal a warning states, from its row alone. */
export function signalOf(w: Stated): Signal {
  const { said } = w
  return {
    ...NO_SIGNAL,
    sender: w.sender,
    issuer: w.issuer,
    issuedAt: w.issuedAt,
    timeFrom: said?.timeFrom ?? 'text',
    action: w.action,
    kind: w.event,
    code: w.code,
    colour: w.colour,
    before: said?.before ?? null,
    area: said?.area ?? null,
    horizon: said?.horizon ? { ...said.horizon, from: w.effectiveAt, until: w.expiresAt } : null,
    effective: w.effectiveAt,
    expires: w.expiresAt,
    guides: said?.guides ?? [],
    identifier: w.identifier,
    follows: [
      ...w.follows.map((identifier) => ({ identifier })),
      ...(said?.followsAt ?? []).map((at) => ({ issuedAt: new Date(at) })),
    ],
    flags: w.doubts,
  }
}
