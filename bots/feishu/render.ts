/**
 * What Anan says in the platform's own form: plain text, or a card of JSON 2.0. Pure and total.
 * Other people's words only ever stand where the platform reads no markup: in `plain_text` and in a post's text elements.
 * So they need no escaping, stay unchanged to the letter, and can mention nobody.
 */
import { asText, DRILL_MARK, markDrill, type Outbound } from '#domain/kernel/message.ts'
import { clean } from '#domain/kernel/wellformed.ts'
import { cardOf } from './card.ts'
import { byteLength, chunks, cut, shorter } from './size.ts'
import { feishuWords } from './words.ts'

/** One message in the platform's form; `after` follows it, under keys of its own. */
export interface Wire {
  msg_type: 'text' | 'post' | 'interactive'
  content: string
  after?: Wire[]
  /** A message on this platform that is passed on after it. */
  forward?: string
}

/** The platform takes 30 KB of a card or post; the rest is room for what it adds itself. */
const MAX_BYTES = 28_000

/** What the platform's text messages would take for markup: tags and links. */
const MARKUP = /<[a-z/!]|\]\(/i

/**
 * One `Outbound` as the platform wants it.
 * @param textLength most characters of our own text.
 * @param pages where our own pages are.
 */
export function render(message: Outbound, textLength: number, pages?: string): Wire {
  const said = markDrill(message)
  const wire = said.card
    ? renderCard(said, textLength, pages)
    : renderText(clean(said.text), mentionsOf(said), textLength)
  return said.forwards?.channel === 'feishu' ? { ...wire, forward: said.forwards.messageId } : wire
}

/**
 * A card; too big a one is made smaller in this order: a long original moves whole into messages that follow, then our own
 * lines are shortened with a hint, and as a last resort the card is said in plain text.
 */
function renderCard(message: Outbound, textLength: number, pages?: string): Wire {
  const mentions = mentionsOf(message)
  const card = message.card!
  const whole = asWire(cardOf(message, card, mentions, pages))
  if (fits(whole)) return whole

  const original = card.original && byteLength(card.original.text) > MAX_BYTES / 4 ? card.original : undefined
  const after = original && originalPosts(clean(original.text), message.drill ? DRILL_MARK : '')
  const lighter = original ? { ...card, original: { text: feishuWords.longOriginal, source: original.source } } : card
  for (const lines of shorter(lighter.lines)) {
    const wire = asWire(cardOf(message, { ...lighter, lines }, mentions, pages))
    if (fits(wire)) return after ? { ...wire, after } : wire
  }
  const plain = renderText(clean(asText({ ...message, card: lighter })), mentions, textLength)
  return after ? { ...plain, after } : plain
}

/** Words that look like markup go as a post, whose text elements are taken literally; all others as a plain text. */
function renderText(words: string, mentions: string[], textLength: number): Wire {
  const said = cut(words, textLength, MAX_BYTES)
  if (MARKUP.test(said)) return postOf(said, mentions)
  const at = mentions.map((id) => `<at user_id="${id}"></at> `).join('')
  return { msg_type: 'text', content: JSON.stringify({ text: at + said }) }
}

function postOf(words: string, mentions: string[] = []): Wire {
  const at = mentions.map((user_id) => ({ tag: 'at', user_id }))
  const lines = words.split('\n').map((text) => [{ tag: 'text', text }])
  return {
    msg_type: 'post',
    content: JSON.stringify({ zh_cn: { title: '', content: at.length ? [at, ...lines] : lines } }),
  }
}

/** An original too long for a card, whole and unchanged, in as many messages as it takes. */
function originalPosts(original: string, mark: string): Wire[] {
  const segments = chunks(original, MAX_BYTES / 2)
  return segments.map((part, i) => postOf(`${mark}原文（${i + 1}/${segments.length}）\n${part}`))
}

const asWire = (card: unknown): Wire => ({ msg_type: 'interactive', content: JSON.stringify(card) })

const fits = (wire: Wire) => byteLength(wire.content) <= MAX_BYTES

/** Only what can be an account: never `all`, and nothing that could close the tag. */
const mentionsOf = (message: Outbound): string[] =>
  [...new Set(message.mentions ?? [])].filter((id) => /^[\w-]+$/.test(id) && id !== 'all')
