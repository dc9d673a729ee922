/** What an API token may do with records. */
import type { Access } from '../kernel/access.ts'

export const RECORD_ACCESS = {
  'records:read': { words: '读取灾情、隐患、巡查、签到、转移记录', roles: ['officer', 'leader', 'reader'] },
  'restricted:read': { words: '读取敏感事项', roles: ['officer'] },
} as const satisfies Access
