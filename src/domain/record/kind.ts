/** What a structured message kind is: its fields with their words, and what to ask when something that matters is missing. */

export interface FieldSpec {
  label: string
  /** A number in this unit. */
  unit?: string
  /** One of these and nothing else. */
  options?: readonly string[]
  /** A moment. */
  time?: true
}

export interface Kind {
  /** What the field calls it. */
  noun: string
  fields: Record<string, FieldSpec>
  /** What the reporter is shown to check, beside every figure that was read; none where nothing is asked. */
  check?: readonly string[]
  /** Missing fields worth asking for, the most important first; each question is one short sentence. */
  missing(fields: Record<string, unknown>): { key: string; question: string }[]
}

/** Questions asked in order while none of their fields is known. */
export const asking = (questions: [string[], string][]) => (fields: Record<string, unknown>) => {
  const all = Array.isArray(fields.events) ? Object.assign({}, ...(fields.events as object[])) : fields
  return questions
    .filter(([keys]) => keys.every((k) => all[k] === undefined))
    .map(([keys, question]) => ({ key: keys[0]!, question }))
}

/** Nothing is asked. */
export const nothing = () => []
