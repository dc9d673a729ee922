/** People and their accounts: binding, releasing, one's own. */

import { command } from '../kernel/command.ts'
import type { Noun } from '../kernel/noun.ts'
import { myAccounts, release, releaseIn } from './accounts.ts'
import { bind, codeIn } from './codes.ts'
import type { Change, ChangeOf } from './fact.ts'
import { ROSTER_LEDGER } from './fact.ts'
import { membership } from './membership.ts'
import * as needs from './needs.ts'
import { CODES, SESSIONS } from './needs.ts'
import { ROSTER_PRESSES } from './press.ts'
import { rosterWords } from './words.ts'

export const roster = {
  ledger: ROSTER_LEDGER,
  words: rosterWords,
  help: [{ rank: 10, besides: rosterWords.help, about: /绑定|账号/ }],
  needs,
  commands: [command(codeIn, [CODES], bind), command(releaseIn, [], (s, who, event) => release(s, event, who))],
  presses: ROSTER_PRESSES,
  followed: ['message.owed', 'message.read', 'phones.shown', 'deadline.set', 'deadlines.cleared', 'account.seen'],
  happenings: { joined: { needs: [], decide: membership }, left: { needs: [], decide: membership } },
  takenBack: (fact) => (fact.type === 'account.seen' ? [fact as ChangeOf<'account.seen'>] : undefined),
  questions: {
    my_accounts: {
      forms: [/^我(?:的|绑定的?|绑了哪些)?(?:账号|帐号|绑定)[?？]?$/],
      needs: [SESSIONS],
      answer: (s) => [myAccounts(s)],
    },
  },
} satisfies Noun<Change>
