/** What an API token may see of the gear. */
import type { Access } from '../kernel/access.ts'

export const EQUIPMENT_ACCESS = {
  'equipment:read': { words: '读取设备测试和故障', roles: ['officer', 'leader', 'reader'] },
} as const satisfies Access
