/** Numbers of records as people say them: whole, ZQ-20261124-003, or the end of one, 003. */
import type { Rec } from './record.ts'

/** A whole one, as the source of a pattern. */
export const RECORD_NUMBER = '[A-Z]{2,8}-\\d{8}-\\d{3,5}'
/** 003, 012号: no time, no year, no part of a longer number. */
const END = '(?<![\\dA-Za-z.:：-])0\\d{2}(?![\\d.:：米楼]|-\\d)'
const CALL = new RegExp(`${RECORD_NUMBER}|${END}`, 'gi')

/** What a message calls records by, in order, each once. */
export const callsIn = (text: string): string[] => [...new Set((text.match(CALL) ?? []).map((no) => no.toUpperCase()))]

/** The text without them. */
export const withoutCalls = (text: string): string => text.replace(CALL, ' ')

/** Of some records the one that is called so: by the end of its number the newest real one. */
export function calledBy<R extends Rec>(records: readonly R[], call: string): R | undefined {
  const newest = [...records].sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime())
  if (call.includes('-')) return newest.find((r) => r.no === call)
  const ends = newest.filter((r) => r.no.endsWith(`-${call}`))
  return ends.find((r) => !r.drill) ?? ends[0]
}

const FIRST = new RegExp(`^(?:@?安安)?[\\s，,]{0,3}(${END})号?`)
/** 001没有死人: the end of a number that a message begins with; a whole one is looked for by itself. */
export const beginsWithCall = (text: string): string | undefined => FIRST.exec(text)?.[1]
