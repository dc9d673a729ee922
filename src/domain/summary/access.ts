/** What an API token may do with summaries. */
import type { Access } from '../kernel/access.ts'

export const SUMMARY_ACCESS = {
  'summaries:read': { words: '读取日报', roles: ['officer', 'leader', 'reader'] },
} as const satisfies Access
