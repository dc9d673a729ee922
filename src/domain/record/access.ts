/** What an API token may do with records. */
import type { Access } from '../kernel/access.ts'

export const RECORD_ACCESS = {
  'records:read': {
    words: '读取灾情、隐患、巡查、签到、转移、队伍、物资、安置点、检查、活动、换班记录',
    roles: ['officer', 'leader', 'reader'],
  },
  'restricted:read': { words: '读取敏感事项', roles: ['officer'] },
} as const satisfies Access
