/** Sentences of what leaders want done. */

export const instructionWords = {
  /** In a group nothing of it is said again. */
  instructionKept: (no: string, what: string) => `已记批示交办 ${no}${what && `：${what}`}，已转值班员。`,
  title: (no: string) => `批示交办 ${no}`,
  private: '只发给值班员，不在群里转发。请按要求和期限落实。',
} as const
