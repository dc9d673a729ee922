import { describe } from 'vitest'
import { diesAnywhere } from './dying.ts'

describe('queue on redis', () => diesAnywhere(true))
