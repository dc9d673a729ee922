/** Faults a test scripts: what happens to the next calls of a route instead of, or after, the real thing. */

/** Routes by name; `any` is all of the API but the token, the socket's endpoint and nothing of the control. */
export type RouteName =
  | 'token'
  | 'endpoint'
  | 'create'
  | 'reply'
  | 'forward'
  | 'patch'
  | 'update'
  | 'urgent'
  | 'resource'
  | 'bot'
  | 'members'
  | 'accounts'
  | 'image'
  | 'any'

export interface Fault {
  on: RouteName
  /** How many calls it befalls; 1 unless said. */
  times?: number
  /** Answers with this status and body code; 429 brings a reset header. */
  status?: number
  code?: number
  msg?: string
  resetS?: number
  /** `hang` never answers, `hang-after` takes the message and never answers, `drop` cuts before it is taken, `drop-after` takes it and then cuts, `garbage` answers no JSON. */
  kind?: 'answer' | 'hang' | 'hang-after' | 'drop' | 'drop-after' | 'garbage' | 'slow'
  delayMs?: number
}

/** The faults still to come, in order. */
export function createFaults() {
  let coming: (Fault & { left: number })[] = []
  return {
    add: (fault: Fault) => void coming.push({ ...fault, left: fault.times ?? 1 }),
    clear: () => {
      coming = []
    },
    /** The fault for this call, used up by it. */
    take(route: RouteName): Fault | undefined {
      if (!coming.length) return undefined
      const hit = coming.find((f) => f.on === route || (f.on === 'any' && route !== 'token' && route !== 'endpoint'))
      if (!hit) return undefined
      hit.left -= 1
      if (hit.left <= 0) coming = coming.filter((f) => f !== hit)
      return hit
    },
  }
}
