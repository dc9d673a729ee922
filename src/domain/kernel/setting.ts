/** What a station may set for itself: each setting with its name for people, its rule and what stands unless the station says otherwise. */
import { z } from 'zod'

export interface Setting<Rule extends z.ZodType = z.ZodType> {
  label: string
  rule: Rule
  fallback: z.infer<Rule>
}

export const setting = <Rule extends z.ZodType>(
  label: string,
  rule: Rule,
  fallback: NoInfer<z.infer<Rule>>,
): Setting<Rule> => ({ label, rule, fallback })

// ---- rules that several settings share ----

export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写成 HH:mm，例如 08:30')
export const minutes = z
  .number()
  .min(0)
  .max(24 * 60)
export const rising = (numbers: number[]) => numbers.every((n, i) => i === 0 || n >= numbers[i - 1]!)
export const unlike = (values: unknown[]) => new Set(values).size === values.length
