/** The form of what comes in from outside, before any route looks at it: what no text column takes is refused by its field. */
import type { Context, MiddlewareHandler } from 'hono'
import { cleaned, isCleanText } from '#domain/kernel/wellformed.ts'
import { Problem } from './problem.ts'

/** Deeper than anything that is asked for; what walks a value may not run out of stack. */
const DEEPEST = 40

const isDirty = (text: string) => !isCleanText(text)

/** Whether a JSON text nests deeper than anybody means it to. */
function isDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (quoted) {
      if (c === '\\') i += 1
      else if (c === '"') quoted = false
    } else if (c === '"') quoted = true
    else if (c === '{' || c === '[') depth += 1
    else if (c === '}' || c === ']') depth -= 1
    if (depth > DEEPEST) return true
  }
  return false
}

/** Where the first dirty text of a value stands, keys included; undefined where all is clean. */
function dirtIn(value: unknown, path: string[] = []): string | undefined {
  if (typeof value === 'string') return isDirty(value) ? path.join('.') || '正文' : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    if (isDirty(key)) return path.join('.') || '正文'
    const found = dirtIn(inner, [...path, key])
    if (found) return found
  }
  return undefined
}

/**
 * A body read as JSON.
 * @throws Problem 400 where it is none, or nests too deep
 */
export async function jsonOf(c: Context): Promise<unknown> {
  const text = await c.req.text()
  if (isDeep(text))
    throw new Problem(400, `内容的层次太深，请不要超过${DEEPEST}层。`, { field: '正文', example: { value: '…' } })
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, '内容不是有效的 JSON。', { field: '正文', example: { value: '…' } })
  }
}

/**
 * A page's form, without what no text can hold.
 * @throws Problem 400 where it cannot be read
 */
export async function formOf(c: Context): Promise<Record<string, unknown>> {
  const form = await c.req.parseBody().catch((error) => {
    if (error instanceof TypeError) throw new Problem(400, '表单没有读出来，请回到上一页重新填写。', { field: '正文' })
    throw error
  })
  return cleaned(form)
}

const refused = (field: string) =>
  new Problem(400, `“${field}”里有空字符（NUL）或残缺的字符，请去掉后重试。`, {
    field,
    example: '石岭村3组后山滑坡，路断了',
  })

/**
 * Refuses what cannot be kept, by the field it stands in: in the path, in the query, and in a JSON body
 * where `bodies` are looked at.
 * @throws Problem 400
 */
export function inForm({ bodies } = { bodies: true }): MiddlewareHandler {
  return async (c, next) => {
    if (/%00/.test(c.req.path) || isDirty(c.req.path)) throw refused('地址')
    for (const [name, values] of Object.entries(c.req.queries()))
      if (isDirty(name) || values.some(isDirty)) throw refused(name.replaceAll('\0', ''))
    if (bodies && c.req.method !== 'GET' && c.req.header('content-type')?.includes('json')) {
      const dirty = dirtIn(await jsonOf(c))
      if (dirty) throw refused(dirty)
    }
    await next()
  }
}
