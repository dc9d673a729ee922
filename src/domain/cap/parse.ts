/**
 * CAP 1.2 XML in: a typed alert, or every fault found, each naming the element and a value that would pass.
 * Asks what the OASIS schema asks (order, how often, enumerations, types) and what the standard says in words
 * (identifiers, references, restriction and addresses, rings, ceiling). A signature is noticed, not checked.
 */
import { ALERT, type AnyField, fieldsOf, type Table } from './grammar.ts'
import { type CapAlert, type Fault, NAMESPACE, SIGNATURE_NAMESPACE } from './types.ts'
import { readXml, type XmlElement } from './xml.ts'

/** Characters of one message; the largest a county sends with polygons is a tenth of this. */
export const MAX_CHARS = 500_000
const MAX_FAULTS = 20
/** Signals of one message; a county's has one a place, or one a language. Each is read closely, so that hundreds hold up everybody. */
const MAX_INFO = 60

const EXAMPLE = `<alert xmlns="${NAMESPACE}"><identifier>…</identifier>…</alert>`

export type Parsed = { ok: true; alert: CapAlert; signed: boolean } | { ok: false; faults: Fault[] }

/** Reads one alert; never throws, whatever the text. */
export function parseCap(xml: string, limit = MAX_CHARS): Parsed {
  if (xml.length > limit)
    return refused([{ element: 'alert', line: 1, why: `超过${limit}个字符`, example: '一条消息一个 alert' }])
  const read = readXml(xml, EXAMPLE)
  if ('fault' in read) return refused([read.fault])
  const { root } = read
  if (root.name !== 'alert' || root.namespace !== NAMESPACE)
    return refused([{ element: root.name, line: root.line, why: `根元素要是 ${NAMESPACE} 的 alert`, example: EXAMPLE }])
  const { content, signed } = withoutSignature(root)
  const faults: Fault[] = []
  const alert = readTable(content, ALERT as Table<unknown>, 'alert', faults) as unknown as CapAlert
  if (!faults.length) faults.push(...ruleFaults(alert, root.line))
  return faults.length ? refused(faults) : { ok: true, alert, signed }
}

const refused = (faults: Fault[]): Parsed => ({ ok: false, faults: faults.slice(0, MAX_FAULTS) })

/** Signatures stand after everything else; the alert proper is what stands before. */
function withoutSignature(root: XmlElement): { content: XmlElement; signed: boolean } {
  let end = root.children.length
  while (end > 0 && root.children[end - 1]!.namespace === SIGNATURE_NAMESPACE) end--
  return { content: { ...root, children: root.children.slice(0, end) }, signed: end < root.children.length }
}

/** An element's children against its table: each known, in order, as often as it may be. */
function readTable(element: XmlElement, table: Table<unknown>, path: string, faults: Fault[]): Record<string, unknown> {
  const fields = fieldsOf(table)
  const out: Record<string, unknown> = {}
  plain(element, path, faults)
  if (element.text.trim())
    faults.push({ element: path, line: element.line, why: '这里只能有子元素，不能有文字', example: fields[0]![0] })
  const total = new Map<string, number>()
  for (const child of element.children) total.set(child.name, (total.get(child.name) ?? 0) + 1)
  const seen = new Map<string, number>()
  let reached = 0
  for (const child of element.children) {
    if (faults.length >= MAX_FAULTS) return out
    const index = child.namespace === NAMESPACE ? fields.findIndex(([name]) => name === child.name) : -1
    const count = (seen.get(child.name) ?? 0) + 1
    if (index >= 0) seen.set(child.name, count)
    const at = `${path}/${child.name}${total.get(child.name)! > 1 ? `[${count}]` : ''}`
    const wrong = (why: string, example: string) => faults.push({ element: at, line: child.line, why, example })
    if (index < 0) {
      wrong(`CAP 1.2 在这里没有这个元素，可以有的是 ${fields.map(([name]) => name).join('、')}`, fields[0]![0])
      continue
    }
    const [name, field] = fields[index]!
    if (index < reached) wrong(`顺序不对，${name} 要放在 ${fields[reached]![0]} 之前`, field.example)
    else if (count > 1 && !field.many) wrong('只能出现一次', field.example)
    reached = Math.max(reached, index)
    const value = readField(child, field, at, faults)
    if (value === undefined) continue
    if (field.many) out[name] = [...((out[name] as unknown[] | undefined) ?? []), value]
    else out[name] = value
  }
  for (const [name, field] of fields)
    if (field.required && !seen.has(name))
      faults.push({ element: `${path}/${name}`, line: element.line, why: '缺少这个元素', example: field.example })
  return out
}

function readField(child: XmlElement, field: AnyField, at: string, faults: Fault[]): unknown {
  if ('table' in field) return readTable(child, field.table, at, faults)
  const wrong = (why: string) => {
    faults.push({ element: at, line: child.line, why, example: field.example })
    return undefined
  }
  plain(child, at, faults)
  if (child.children.length) return wrong('这里只能是文字，不能有子元素')
  const value = field.codec.read(child.text)
  if (value !== undefined) return value
  return field.codec.emptyIsNone && !field.required && !child.text.trim() ? undefined : wrong(field.codec.rule)
}

/** CAP's elements carry no attributes of their own. */
function plain(element: XmlElement, at: string, faults: Fault[]) {
  for (const name of element.attributes)
    faults.push({
      element: at,
      line: element.line,
      why: `CAP 1.2 的元素没有属性 ${name}`,
      example: `<${element.name}>`,
    })
}

/** What the standard asks in words, beyond its schema. */
function ruleFaults(alert: CapAlert, line: number): Fault[] {
  const faults: Fault[] = []
  const need = (there: boolean, element: keyof CapAlert, why: string) => {
    if (!there) faults.push({ element: `alert/${element}`, line, why, example: ALERT[element].example })
  }
  need(alert.msgType === 'Alert' || !!alert.references, 'references', `msgType 是 ${alert.msgType} 时要写明所指的消息`)
  need(alert.scope !== 'Restricted' || !!alert.restriction, 'restriction', 'scope 是 Restricted 时要写明限制')
  need(alert.scope !== 'Private' || !!alert.addresses, 'addresses', 'scope 是 Private 时要写明收件人')
  if ((alert.info?.length ?? 0) > MAX_INFO)
    faults.push({
      element: `alert/info[${MAX_INFO + 1}]`,
      line,
      why: `最多${MAX_INFO}段 info`,
      example: '分成几条消息送来',
    })
  alert.info?.forEach((info, i) => {
    info.area?.forEach((area, j) => {
      if (area.ceiling !== undefined && area.altitude === undefined)
        faults.push({
          element: `alert/info[${i + 1}]/area[${j + 1}]/altitude`,
          line,
          why: '写了 ceiling 就要写 altitude',
          example: '300',
        })
    })
  })
  return faults
}
