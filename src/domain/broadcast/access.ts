/** What an API token may do with broadcasts. */
import type { Access } from '../kernel/access.ts'

export const BROADCAST_ACCESS = {
  'broadcasts:read': { words: '读取应急广播的申请和播出情况', roles: ['officer', 'leader', 'reader'] },
  'broadcasts:write': { words: '申请应急广播、要求停播', roles: ['officer'] },
} as const satisfies Access
