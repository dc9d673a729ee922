import { kind, nothing } from './kind.ts'

/** Messages that may mean one thing or another: kept as they stand, counted nowhere until somebody says what they are. */
export const unsure = kind({
  noun: '没看准的消息',
  prefix: 'WK',
  states: {
    /** Put before whoever wrote it. */
    asked: { words: '待本人选' },
    /** Nobody was asked; it stands in the officers' list. */
    left: { words: '没看准' },
  },
  first: 'left',
  next: { asked: ['closed', 'refused', 'withdrawn'], left: ['closed', 'refused', 'withdrawn'] },
  remote: true,
  fields: {},
  missing: nothing,
})
