/** A form's fields as card components, filled in with what is known. */
import type { Field } from '#domain/kernel/message.ts'
import { feishuWords } from './words.ts'

/** The platform's longest input. */
const MAX_INPUT = 1000

const plain = (content: string) => ({ tag: 'plain_text', content })

/** The components in order. Names are unique in a card: of two fields of one name the first stands. */
export function fieldsOf(fields: Field[]): Record<string, unknown>[] {
  const names = new Set<string>()
  return fields.flatMap((f) => (f.name && !names.has(f.name) && names.add(f.name) ? fieldOf(f) : []))
}

function fieldOf(f: Field): Record<string, unknown>[] {
  const base = { name: f.name, required: f.required ?? false, width: 'fill' }
  if (f.type === 'text') return [inputOf(f, base)]
  const label = { tag: 'div', text: plain(f.label || f.name) }
  if (f.type === 'date') {
    const day = /^\d{4}-\d{2}-\d{2}/.exec(f.value ?? '')?.[0]
    return [
      label,
      { tag: 'date_picker', ...base, placeholder: plain('请选择日期'), ...(day ? { initial_date: day } : {}) },
    ]
  }
  const options = [...new Map(f.options.map((o) => [o.value, o])).values()]
  // The platform refuses a choice of nothing; then it is asked for in words.
  if (!options.length) return [inputOf({ ...f, type: 'text' }, base)]
  const chosen = options.some((o) => o.value === f.value) ? { initial_option: f.value } : {}
  const choices = options.map((o) => ({ text: plain(o.label || o.value), value: o.value }))
  return [label, { tag: 'select_static', ...base, placeholder: plain('请选择'), options: choices, ...chosen }]
}

/** What is too long to be shown whole is not shown at all: half a text, sent back, would replace the whole. */
function inputOf(f: Extract<Field, { type: 'text' }>, base: Record<string, unknown>): Record<string, unknown> {
  const tooLong = (f.value?.length ?? 0) > MAX_INPUT
  return {
    tag: 'input',
    ...base,
    ...(tooLong ? { required: false } : {}),
    label: plain(f.label || f.name),
    placeholder: plain(tooLong ? feishuWords.fillAgain : '请输入'),
    max_length: MAX_INPUT,
    ...(f.multiline ? { input_type: 'multiline_text', rows: 3 } : {}),
    ...(f.value && !tooLong ? { default_value: f.value } : {}),
  }
}
