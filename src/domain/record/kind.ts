/** What a structured message kind is: its fields with their words, and what to ask when something that matters is missing. */

/** What figures are counted in. */
export const UNITS = ['人', '户', '间', '亩', '头只', '万元', '辆车'] as const
type Unit = (typeof UNITS)[number]

export interface FieldSpec {
  label: string
  /** A number in this unit. */
  unit?: Unit
  /** One of these and nothing else. */
  options?: readonly string[]
  /** In a sentence it says by itself what it is: 出库 沙袋200条. */
  alone?: true
  /** A moment. */
  time?: true
  /** What it is called where it is said not to be so. */
  no?: string
  /** What a correction makes of the value; without it the corrected value stands instead. */
  corrected?(was: unknown, said: unknown): unknown
}

/** States that a record of any kind may be in; its room names the others. */
export const SHARED_STATES = {
  /** From a stranger, or in doubt: waits for the duty officer, counts nowhere. */
  unverified: { words: '待核实' },
  filed: { words: '已登记' },
  // ended without effect, kept in the ledger
  withdrawn: { words: '已撤回', over: true },
  refused: { words: '不予采信', over: true },
  closed: { words: '已办结', over: true },
} as const satisfies Record<string, StateSpec>
type Shared = keyof typeof SHARED_STATES

export interface StateSpec {
  words: string
  /** The record is over in it. */
  over?: true
}

export interface Kind<Own extends string = string> {
  /** What the field calls it. */
  noun: string
  /** Its numbers begin with it: YH-20261124-003. */
  prefix: string
  /** States of its own, beside the shared ones. */
  states: Record<Own, StateSpec>
  /** The state a new record starts in. */
  first: NoInfer<Own> | Shared
  /** Which state may follow which; anything else is refused as out of date. */
  next: { readonly [S in NoInfer<Own> | Shared]?: readonly (NoInfer<Own> | Shared)[] }
  /** It is about a place: `own` where that is told in words of its own, `village` where naming the village is enough. */
  placed?: 'own' | 'village'
  /** Somebody is there or has gone: nothing that is gone on with. */
  presence?: true
  /** Said from anywhere: whoever tells it is not thereby at their post. */
  remote?: true
  fields: Record<string, FieldSpec>
  /** What the reporter is shown to check, beside every figure that was read; none where nothing is asked. */
  check?: readonly string[]
  /** Missing fields worth asking for, the most important first; each question is one short sentence. */
  missing(fields: Record<string, unknown>): { key: string; question: string }[]
}

/** A kind, with its own states known by name. */
export const kind = <const Own extends string = never>(k: Kind<Own>): Kind<Own> => k

/** Kept as it was told: no states of its own, nobody acts on it. */
export const KEPT = {
  states: {},
  first: 'filed',
  next: { unverified: ['filed', 'refused'], filed: ['withdrawn'] },
} as const

/** Questions asked in order while none of their fields is known. */
export const asking = (questions: [string[], string][]) => (fields: Record<string, unknown>) => {
  const all = Array.isArray(fields.events) ? Object.assign({}, ...(fields.events as object[])) : fields
  return questions
    .filter(([keys]) => keys.every((k) => all[k] === undefined))
    .map(([keys, question]) => ({ key: keys[0]!, question }))
}

/** Nothing is asked. */
export const nothing = () => []
