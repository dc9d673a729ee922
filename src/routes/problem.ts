/** What a caller did wrong, said so that it can be put right: RFC 9457 with the field and an example that would pass. */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'

export class Problem extends Error {
  readonly status: ContentfulStatusCode
  readonly field?: string
  readonly example?: unknown
  constructor(status: ContentfulStatusCode, title: string, about: { field?: string; example?: unknown } = {}) {
    super(title)
    this.status = status
    this.field = about.field
    this.example = about.example
  }
}

export function problemJson(c: Context, p: Problem) {
  return c.json({ type: 'about:blank', title: p.message, status: p.status, ...(p.field ? { field: p.field } : {}), ...(p.example !== undefined ? { example: p.example } : {}) }, p.status, { 'content-type': 'application/problem+json; charset=utf-8' })
}

/** The first fault of a failed parse, by its field. `examples` holds a value that would pass for each field. */
export function invalid(error: z.ZodError, examples: Record<string, unknown> = {}): Problem {
  const issue = error.issues[0]
  const field = issue?.path.map(String).join('.') || '正文'
  return new Problem(400, `“${field}”不对：${issue?.message ?? '格式不符'}`, { field, example: examples[String(issue?.path[0] ?? '')] })
}
