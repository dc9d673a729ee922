/** What an API token may do with people and their numbers. */
import type { Access } from '../kernel/access.ts'

export const ROSTER_ACCESS = {
  'roster:read': { words: '读取人员、群组、网格、值班表（电话隐去中间四位）', roles: ['officer', 'leader', 'reader'] },
  'phones:read': { words: '读取完整电话和账号', roles: [] },
  'accounts:write': { words: '解除账号绑定', roles: [] },
} as const satisfies Access
