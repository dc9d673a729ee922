/** What sentences of all rooms share; a room's own stand in its `words.ts`. Plain, polite, short; what matters first, then what to do next. */
import type { Card, Line } from './message.ts'

/** Where to turn when it cannot wait; without the number where the station has not set it. */
export const callIfUrgent = (phone: string) => `事情急，请直接打${phone ? `值班室电话 ${phone}` : '值班室电话'}。`

export const words = {
  notAllowed: (who: string) => `这一步要由${who}来做。如需帮忙，请联系值班员。`,
  inYourWords: '直接用自己的话说就行，例如：',
  youMayAsk: (askable: string) => `也可以问：${askable} · 帮助`,
} as const

/** 标签：值 lines, leaving out what is not known. */
export const known = (pairs: [string, unknown][]): Line[] =>
  pairs.flatMap(([label, value]) =>
    value === undefined || value === null || value === '' ? [] : [{ label, value: String(value) }],
  )

/** A card with its one-line summary, as one message. */
export const cardMessage = (card: Card, drill = false) => ({
  text: card.title,
  card,
  ...(drill ? { drill: true } : {}),
})

/** Channels as people call them; a channel without a word here goes by its own name. */
export const CHANNEL_WORDS: Record<string, string> = { web: '网页', feishu: '飞书', broadcast: '应急广播' }
