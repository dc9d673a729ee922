/** What the page sends, checked. */
import { z } from 'zod'
import { invalid } from '../../http/problem.ts'

/** Longest that something may have waited on a device, in seconds; what waited longer is said to have waited this long. */
const MOST_AGE_S = 72 * 3600
/** How many seconds ago it was written, by the difference of the device's own clock: a phone whose clock is wrong says it right. */
const age = z
  .number({ error: '应为秒数' })
  .transform((s) => Math.min(Math.max(s, 0), MOST_AGE_S))
  .default(0)

const attachment = z.object({
  kind: z.enum(['image', 'file']),
  key: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(200).optional(),
})
export const written = z
  .object({
    key: z.string().min(8).max(80),
    text: z.string().max(10_000).default(''),
    attachments: z.array(attachment).max(9).default([]),
    location: z
      .object({
        lat: z.number().min(-90).max(90),
        lon: z.number().min(-180).max(180),
        name: z.string().max(100).optional(),
      })
      .optional(),
    replyTo: z.string().max(80).optional(),
    age,
  })
  .refine((m) => m.text.trim() || m.attachments.length || m.location, { message: '不能发空消息', path: ['text'] })
export const pressed = z.object({
  key: z.string().min(8).max(80).optional(),
  age,
  messageId: z.string().max(80),
  act: z.string().max(60),
  data: z.record(z.string(), z.string().max(200)),
  form: z.record(z.string(), z.union([z.string().max(2000), z.array(z.string().max(200)), z.boolean()])).optional(),
})
export const signing = z
  .object({
    code: z
      .string()
      .regex(/^\d{6}$/, '应为六位数字')
      .optional(),
    person: z.string().max(60).optional(),
  })
  .refine((s) => s.code || s.person, { message: '请填六位登录码', path: ['code'] })

/** @throws Problem 400 that names the field and shows one that would pass. */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  examples: Record<string, unknown> = {},
): z.infer<T> {
  const result = schema.safeParse(value)
  if (!result.success) throw invalid(result.error, examples)
  return result.data
}
