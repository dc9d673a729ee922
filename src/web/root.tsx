import { useQuery } from '@tanstack/react-query'
import { api, type Me } from './api.ts'
import { Chats } from './chats.tsx'
import { known } from './device.ts'
import { SignIn } from './sign-in.tsx'
import { words } from './words.ts'

export function Root() {
  // a server that is away is no sign-out: it is asked again until it answers
  const me = useQuery({
    queryKey: ['me'],
    queryFn: async () => {
      const who = await api.me()
      if (who) known.set('me', who)
      else known.forget()
      return who
    },
    retry: true,
    retryDelay: 3_000,
  })
  const unreachable = me.isPending && (me.failureCount > 0 || me.isPaused)
  const who = unreachable ? known.get<Me>('me') : me.data
  if (me.isPending && !who) return <p className="center">{unreachable ? words.unreachable : words.loading}</p>
  return who ? (
    <Chats key={who.id} me={who} away={unreachable} onSignedOut={() => void me.refetch()} />
  ) : (
    <SignIn onSignedIn={() => void me.refetch()} />
  )
}
