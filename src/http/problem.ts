/** What a caller did wrong, said so that it can be put right: RFC 9457 with the field and an example that would pass. */
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'

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

export const PROBLEM_TYPE = { 'content-type': 'application/problem+json; charset=utf-8' }

export const problemBody = (p: Problem) => ({
  type: 'about:blank',
  title: p.message,
  status: p.status,
  ...(p.field ? { field: p.field } : {}),
  ...(p.example !== undefined ? { example: p.example } : {}),
})

export const problemJson = (c: Context, p: Problem) => c.json(problemBody(p), p.status, PROBLEM_TYPE)

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
  date: '日期',
}
const FORMATS: Record<string, string> = { uuid: '编号（UUID）', datetime: '带时区的时间', date: 'YYYY-MM-DD 的日期' }
type Fault = { code?: string; input?: unknown } & Record<string, unknown>

/** What is wrong, by the kind of fault; a rule with its own words keeps them. */
const FAULTS: Record<string, (i: Fault) => string> = {
  invalid_type: (i) => (i.input === undefined ? '没有填' : `应为${TYPES[String(i.expected)] ?? i.expected}`),
  too_big: (i) =>
    i.origin === 'string'
      ? `最多${i.maximum}个字`
      : i.origin === 'array'
        ? `最多${i.maximum}项`
        : `不能大于${i.maximum}`,
  too_small: (i) =>
    i.origin === 'string'
      ? i.minimum === 1
        ? '不能为空'
        : `至少${i.minimum}个字`
      : i.origin === 'array'
        ? `至少${i.minimum}项`
        : `不能小于${i.minimum}`,
  invalid_format: (i) => `应为${FORMATS[String(i.format)] ?? '规定的格式'}`,
  invalid_value: (i) => `只能是 ${(i.values as unknown[]).join('、')}`,
  unrecognized_keys: (i) => `没有“${(i.keys as string[]).join('、')}”这一项`,
}
z.config({ customError: (issue) => FAULTS[issue.code ?? '']?.(issue as Fault) ?? '格式不符' })

/** The first fault of a failed parse, by its field. `examples` holds a value that would pass for each field. */
export function invalid(error: z.ZodError, examples: Record<string, unknown> = {}): Problem {
  const issue = error.issues[0]
  const field = issue?.path.map(String).join('.') || '正文'
  return new Problem(400, `“${field}”不对：${issue?.message ?? '格式不符'}`, {
    field,
    example: oneOf(issue as Fault | undefined, exampleAt(examples, issue?.path ?? [])),
  })
}

/** Of a fixed list of values one of them passes, whatever stands as an example for others of the name. */
const oneOf = (issue: Fault | undefined, example: unknown): unknown =>
  issue?.code === 'invalid_value' && Array.isArray(issue.values) && !issue.values.includes(example)
    ? issue.values[0]
    : example

/** The example of the deepest part of the path that has one. */
function exampleAt(examples: unknown, path: readonly PropertyKey[]): unknown {
  let at = examples
  for (const key of path) {
    const deeper =
      at && typeof at === 'object' && Object.hasOwn(at, key) ? (at as Record<PropertyKey, unknown>)[key] : undefined
    if (deeper === undefined) break
    at = deeper
  }
  return at === examples
    ? path.length
      ? undefined
      : Object.keys(examples as object).length
        ? examples
        : undefined
    : at
}
