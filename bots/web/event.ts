/** What people do in the web chat, as events: the page is a platform like any other, and this is how it pushes. */
import type { Inbound, Location, MessageEvent, PressEvent } from '#domain/kernel/message.ts'
import type { Received } from '../channel.ts'
import type { WebBody } from './store.ts'

/** Who did it, in which chat. */
export interface Doing {
  chat: string
  account: string
  name: string
}

type Written = Pick<MessageEvent, 'text' | 'attachments' | 'replyTo'> & { location?: Omit<Location, 'datum'> }

/** A browser's own place is in this datum. */
const DATUM = 'WGS-84'
const placeOf = ({ location }: Written): Location | undefined => location && { ...location, datum: DATUM }

/** What the page shows of a message. */
export const bodyOf = (written: Written): WebBody => ({
  text: written.text,
  attachments: written.attachments,
  location: placeOf(written),
})

/** @param id the message's own, which is also the event's: the same message sent again is the same event. */
export const messageOf = (by: Doing, id: string, at: Date, written: Written): Received =>
  received({
    type: 'message',
    ...base(by, id, at),
    messageId: id,
    text: written.text.trim(),
    attachments: written.attachments,
    location: placeOf(written),
    mentionsBot: written.text.includes('@安安'),
    mentionsAll: written.text.includes('@所有人'),
    replyTo: written.replyTo,
  })

/** @param eventId the same for the same press sent again. */
export const pressOf = (
  by: Doing,
  eventId: string,
  at: Date,
  press: Pick<PressEvent, 'messageId' | 'act' | 'data' | 'form'>,
): Received => received({ type: 'press', ...base(by, eventId, at), ...press })

export function recallOf(by: Doing, messageId: string, at: Date): Received {
  const { sender: _, ...rest } = base(by, `recall ${messageId}`, at)
  return received({ type: 'recall', ...rest, messageId })
}

const base = ({ chat, account, name }: Doing, eventId: string, at: Date) => ({
  channel: 'web',
  eventId,
  at: at.toISOString(),
  chat: { id: chat, kind: chat.startsWith('p2p:') ? ('p2p' as const) : ('group' as const) },
  sender: { account, name },
})

/** The page signs nothing and sends no more than this: the event is its own proof. */
const received = (event: Inbound): Received => ({ event, raw: JSON.stringify(event) })
