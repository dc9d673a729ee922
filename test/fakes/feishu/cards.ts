/** What the platform checks of a card of JSON 2.0; the first fault found, in its own words. */

type Json = Record<string, unknown>

const TEMPLATES = [
  'blue',
  'wathet',
  'turquoise',
  'green',
  'yellow',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
  'grey',
  'default',
]
const TAGS = [
  'div',
  'markdown',
  'hr',
  'img',
  'column_set',
  'column',
  'form',
  'button',
  'input',
  'select_static',
  'multi_select_static',
  'date_picker',
  'checker',
  'picker_time',
  'picker_datetime',
  'select_person',
  'table',
  'interactive_container',
  'collapsible_panel',
  'person',
  'person_list',
  'note',
]
const ROOT_ONLY = ['form', 'table']
const NAMED = ['button', 'input', 'select_static', 'multi_select_static', 'date_picker', 'checker']
const MAX_ELEMENTS = 200
const MAX_BYTES = 30 * 1024

/** The fault of a card's content, or undefined where the platform would take it. */
export function cardFault(content: string): string | undefined {
  if (Buffer.byteLength(content) > MAX_BYTES) return 'ErrCode: 11310; content too large'
  let card: Json
  try {
    card = JSON.parse(content)
  } catch {
    return 'ErrCode: 200621; parse card json err'
  }
  if (card.schema !== '2.0') return 'ErrCode: 200861; schema must be 2.0'
  if (!(card.config as Json)?.update_multi) return 'ErrCode: 200340; update_multi must be true'
  const header = card.header as Json | undefined
  if (header && !isPlain(header.title)) return 'ErrCode: 11310; header.title must be text'
  if (header?.template !== undefined && !TEMPLATES.includes(header.template as string))
    return 'ErrCode: 11310; unknown template'
  const elements = (card.body as Json)?.elements
  if (!Array.isArray(elements)) return 'ErrCode: 11310; body.elements missing'
  const seen = { count: 0, names: new Set<string>() }
  return each(elements as Json[], seen, 'root')
}

function each(
  elements: Json[],
  seen: { count: number; names: Set<string> },
  place: 'root' | 'form' | 'inside',
): string | undefined {
  for (const e of elements) {
    const fault = elementFault(e, seen, place)
    if (fault) return fault
    const inner = [e.elements, e.columns].filter(Array.isArray).flat() as Json[]
    const deeper = each(inner, seen, e.tag === 'form' ? 'form' : place === 'form' ? 'form' : 'inside')
    if (deeper) return deeper
  }
  return undefined
}

function elementFault(e: Json, seen: { count: number; names: Set<string> }, place: string): string | undefined {
  const tag = String(e?.tag)
  seen.count += 1
  if (seen.count > MAX_ELEMENTS) return 'ErrCode: 11310; element exceeds the limit'
  if (!TAGS.includes(tag)) return `ErrCode: 11310; not support tag: ${tag}`
  if (ROOT_ONLY.includes(tag) && place !== 'root') return `ErrCode: 11310; ${tag} must be at root`
  if (e.name !== undefined) {
    if (seen.names.has(String(e.name))) return `ErrCode: 11310; duplicate name: ${e.name}`
    seen.names.add(String(e.name))
  }
  if (place === 'form' && NAMED.includes(tag) && !e.name) return `ErrCode: 11310; ${tag} in form needs a name`
  return TAG_FAULTS[tag]?.(e)
}

const TAG_FAULTS: Record<string, (e: Json) => string | undefined> = {
  form: (e) => {
    if (!e.name) return 'ErrCode: 11310; form needs a name'
    const submits = JSON.stringify(e.elements).includes('"form_action_type":"submit"')
    return submits ? undefined : 'ErrCode: 11310; form has no submit button'
  },
  button: (e) => {
    if (!isPlain(e.text)) return 'ErrCode: 11310; button text missing'
    const behaviors = Array.isArray(e.behaviors) ? (e.behaviors as Json[]) : []
    const hasValue =
      e.value !== undefined || behaviors.some((b) => b.type === 'callback' && typeof b.value === 'object')
    return e.form_action_type === 'submit' && !hasValue ? 'ErrCode: 200340; submit button needs a value' : undefined
  },
  select_static: (e) => {
    const options = (Array.isArray(e.options) ? e.options : []) as Json[]
    if (!options.length) return 'ErrCode: 11310; options empty'
    if (new Set(options.map((o) => o.value)).size !== options.length) return 'ErrCode: 11310; option values repeat'
    const known = e.initial_option === undefined || options.some((o) => o.value === e.initial_option)
    return known ? undefined : 'ErrCode: 11310; initial_option unknown'
  },
  input: (e) => {
    const max = Number(e.max_length ?? 1000)
    if (!(max >= 1 && max <= 1000)) return 'ErrCode: 11310; max_length out of range'
    return String(e.default_value ?? '').length > max ? 'ErrCode: 11310; default_value too long' : undefined
  },
  date_picker: (e) =>
    e.initial_date === undefined || /^\d{4}-\d{2}-\d{2}$/.test(String(e.initial_date))
      ? undefined
      : 'ErrCode: 11310; initial_date',
  div: (e) => (e.text === undefined || isText(e.text) ? undefined : 'ErrCode: 11310; div text'),
  markdown: (e) => (typeof e.content === 'string' ? undefined : 'ErrCode: 11310; markdown content'),
}

const isText = (t: unknown) =>
  ['plain_text', 'lark_md'].includes((t as Json)?.tag as string) && typeof (t as Json).content === 'string'
const isPlain = (t: unknown) => isText(t) && (t as Json).content !== ''
