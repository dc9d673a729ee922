import type { Rec } from './record.ts'

/** The record as it is with these fields; null takes one away. */
export const amendedBy = (record: Rec, fields: Record<string, unknown>, text: string): Rec => ({
  ...record,
  fields: Object.fromEntries(Object.entries({ ...record.fields, ...fields }).filter(([, v]) => v !== null)),
  text: text ? `${record.text}\n${text}` : record.text,
  version: record.version + 1,
})
