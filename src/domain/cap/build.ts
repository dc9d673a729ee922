/** A typed alert to CAP 1.2 XML, its elements in the order of the schema. */
import { ALERT, type AnyField, fieldsOf, type Table } from './grammar.ts'
import { type CapAlert, NAMESPACE } from './types.ts'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }
/** What XML 1.0 has no way to write, not even escaped. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const escaped = (text: string) => text.replace(UNWRITABLE, '\uFFFD').replace(/[&<>\r]/g, (c) => ESCAPES[c]!)

/**
 * The message as UTF-8 XML text. Lists that are empty and values that are undefined are left out; control characters, which XML cannot
 * carry, become U+FFFD. The values themselves are the caller's: only what `parseCap` would accept comes back the same.
 */
export function buildCap(alert: CapAlert): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<alert xmlns="${NAMESPACE}">`]
  writeTable(alert, ALERT as Table<unknown>, '  ', lines)
  lines.push('</alert>', '')
  return lines.join('\n')
}

function writeTable(value: object, table: Table<unknown>, indent: string, lines: string[]) {
  const values = value as Record<string, unknown>
  for (const [name, field] of fieldsOf(table)) {
    const own = values[name]
    if (own === undefined || (Array.isArray(own) && !own.length)) continue
    for (const item of field.many ? (own as unknown[]) : [own]) writeField(name, item, field, indent, lines)
  }
}

function writeField(name: string, value: unknown, field: AnyField, indent: string, lines: string[]) {
  if ('table' in field) {
    lines.push(`${indent}<${name}>`)
    writeTable(value as object, field.table, `${indent}  `, lines)
    lines.push(`${indent}</${name}>`)
  } else lines.push(`${indent}<${name}>${escaped(field.codec.write(value))}</${name}>`)
}
