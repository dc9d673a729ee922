/** What a person sees of a rendered Feishu message. */
import type { Wire } from '#bots/feishu/render.ts'

type Json = Record<string, unknown>

/** Every visible word of all parts: mentions and hidden values left out. */
export const wordsIn = (wire: Wire): string => [wire, ...(wire.after ?? [])].map(part).join('\n')

function part({ msg_type, content }: Wire): string {
  const body = JSON.parse(content) as Json
  if (msg_type === 'text') return String(body.text).replace(/<at user_id="[\w-]+"><\/at> /g, '')
  if (msg_type === 'post') {
    const lines = (body.zh_cn as { content: Json[][] }).content
    return lines
      .filter((l) => l.some((e) => e.tag === 'text'))
      .map((l) => l.map((e) => e.text ?? '').join(''))
      .join('\n')
  }
  return plainTexts(body).join('\n')
}

/** Every `plain_text` of a card, in order. */
function plainTexts(v: unknown): string[] {
  if (Array.isArray(v)) return v.flatMap(plainTexts)
  if (typeof v !== 'object' || v === null) return []
  const e = v as Json
  return e.tag === 'plain_text' ? [String(e.content)] : Object.values(e).flatMap(plainTexts)
}

/** Whom the platform would notify: `<at>` tags in texts and markdown, `at` elements in posts. */
export function mentionsIn(wire: Wire): string[] {
  const all: string[] = []
  const tags = (s: string) => {
    for (const m of s.matchAll(/<at\b[^>]*?(?:user_id|id|ids|email)=["']?([^\s"'>]*)/gi)) all.push(m[1]!)
  }
  const walk = (v: unknown): void => {
    if (Array.isArray(v)) for (const x of v) walk(x)
    else if (typeof v === 'object' && v !== null) {
      const e = v as Json
      if (e.tag === 'at') all.push(String(e.user_id))
      else if (e.tag === 'markdown' || e.tag === 'lark_md' || e.tag === 'md') tags(String(e.content ?? e.text))
      else for (const x of Object.values(e)) walk(x)
    }
  }
  for (const { msg_type, content } of [wire, ...(wire.after ?? [])]) {
    if (msg_type === 'text') tags((JSON.parse(content) as { text: string }).text)
    else walk(JSON.parse(content))
  }
  return all
}
