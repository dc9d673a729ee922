/** A process that wants the lead, for tests: says `leads` when it has it, and stays until killed. */
import { lead } from '#db/engine/lead.ts'

const log = { warn() {}, error: (fields: object) => process.stderr.write(`${JSON.stringify(fields)}\n`) }
lead(
  process.argv[2]!,
  'test',
  async (signal) => {
    process.stdout.write('leads\n')
    await new Promise((done) => signal.addEventListener('abort', done))
  },
  log,
)
process.stdout.write('asks\n')
