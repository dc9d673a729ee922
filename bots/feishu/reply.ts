/** What the platform is answered at once: a press is told it arrived, since the card itself changes a moment later. */
import type { Inbound } from '#domain/kernel/message.ts'
import { feishuWords } from './words.ts'

export const replyTo = (events: Inbound[]): object | undefined =>
  events.some((e) => e.type === 'press') ? { toast: { type: 'info', content: feishuWords.pressed } } : undefined
