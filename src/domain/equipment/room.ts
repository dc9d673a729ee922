/** Command and communication gear 设备: tests, faults, who looks after it. */
import { command, ofKnown } from '../kernel/command.ts'
import type { Noun } from '../kernel/noun.ts'
import { equipmentQuestion } from './ask.ts'
import { EQUIPMENT_DAILY } from './daily.ts'
import { UNTESTED } from './due.ts'
import { type Change, type ChangeOf, EQUIPMENT_LEDGER } from './fact.ts'
import { given, givingIn } from './keeper.ts'
import * as needs from './needs.ts'
import { EQUIPMENT, MEANT_TESTS, OWN_TESTS } from './needs.ts'
import { EQUIPMENT_DEADLINES, standing } from './plan.ts'
import { actIn, actSaid, EQUIPMENT_PRESSES, mendedIn, mendedQuoting, recalled } from './press.ts'
import { EQUIPMENT_WORDS } from './spoken.ts'
import { told } from './tested.ts'
import { equipmentWords } from './words.ts'

export const equipment = {
  ledger: EQUIPMENT_LEDGER,
  words: equipmentWords,
  needs,
  deadlines: EQUIPMENT_DEADLINES,
  conditions: [UNTESTED],
  commands: [
    command(ofKnown(mendedIn), [MEANT_TESTS, EQUIPMENT], mendedQuoting),
    command(ofKnown(actIn), [MEANT_TESTS, OWN_TESTS, EQUIPMENT], actSaid),
    command(ofKnown(givingIn), [EQUIPMENT], given),
  ],
  presses: EQUIPMENT_PRESSES,
  help: [
    { rank: 45, says: '卫星电话测试正常 / 发电机打不着火 / 发电机修好了', of: ['broadcaster', 'station_staff'] },
    { rank: 45, asks: '设备情况' },
  ],
  questions: { equipment: equipmentQuestion },
  happenings: { recall: { needs: [MEANT_TESTS, EQUIPMENT], decide: recalled } },
  daily: EQUIPMENT_DAILY,
  upkeep: standing,
  takenBack: (fact) =>
    fact.type === 'equipment.tested'
      ? [
          {
            ...(fact as ChangeOf<'equipment.tested'>),
            test: { ...(fact as ChangeOf<'equipment.tested'>).test, state: 'withdrawn' },
          },
        ]
      : undefined,
  spoken: { equipment: { ...EQUIPMENT_WORDS, reader: { needs: [EQUIPMENT, OWN_TESTS], files: true, read: told } } },
} satisfies Noun<Change>
