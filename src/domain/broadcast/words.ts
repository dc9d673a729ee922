/** Sentences of broadcasts. */

export const broadcastWords = {
  airMeanwhile: (no: string, state: string) => `${no} 现在是“${state}”，刚才这一下没有生效，请看最新的卡片。`,
  airNotNow: (no: string, state: string) => `${no} 现在是“${state}”，没有播发。要播请重新申请。`,
} as const
