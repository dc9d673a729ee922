/** What leaders want done is read by whoever has to see to it. */
import type { Access } from '../kernel/access.ts'

export const INSTRUCTION_ACCESS = {
  'instructions:read': { words: '读取批示交办', roles: ['officer', 'leader'] },
} as const satisfies Access
