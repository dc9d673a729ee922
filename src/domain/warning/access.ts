/** What an API token may do with warnings and drills. */
import type { Access } from '../kernel/access.ts'

export const WARNING_ACCESS = {
  'warnings:read': { words: '读取预警、演练和应答情况', roles: ['officer', 'leader', 'reader', 'feeder', 'wall'] },
  'warnings:write': { words: '送入预警', roles: ['officer', 'feeder'] },
  'drills:write': { words: '发布演练', roles: ['officer'] },
  'drills:unannounced': { words: '读取和发布双盲演练', roles: [] },
  'answers:write': { words: '代为登记应答', roles: ['officer'] },
} as const satisfies Access
