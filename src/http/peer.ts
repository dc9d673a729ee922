/** Where a request comes from, and under which name it was asked: by the socket, and by a proxy only where it is trusted. */
import { isIP } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { allowList } from '#bots/allow.ts'
import type { Config } from '../config.ts'
import { Problem } from './problem.ts'

export interface Peer {
  /** The address that asks; `local` where there is no socket. */
  address: string
  /** The same as far as somebody is given it. */
  network: string
  tls: boolean
  /** Asked on this very machine, by nobody in between. */
  here: boolean
  /** One of those who may watch over the station without a token: by an address that nobody unknown speaks for. */
  monitor: boolean
}

const LOOPBACK = allowList(['127.0.0.0/8', '::1'])
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')
/** An address as far as somebody is given it: of IPv6 a /64, since whoever has one address has them all. */
export const networkOf = (given: string) => {
  const address = plain(given)
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::')
  const groups = (text: string) => text.split(':').filter(Boolean)
  // an IPv4 address at the end stands for two groups
  const length = (parts: string[]) => parts.length + (parts.at(-1)?.includes('.') ? 1 : 0)
  const left = groups(head)
  const right = groups(tail ?? '')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - length(left) - length(right))
  const all = [...left, ...Array<string>(gap).fill('0'), ...right].slice(0, 4)
  return `${all.map((g) => g.replace(/^0+(?=.)/, '')).join(':')}::/64`
}
const isForwarded = (c: Context) => !!(c.req.header('x-forwarded-for') ?? c.req.header('forwarded'))
/** The name of a Host header, without its port. */
const nameIn = (host: string) =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '') : ''
const isLoopbackName = (name: string) => name === 'localhost' || name.endsWith('.localhost') || LOOPBACK(name)

/** @param trusted addresses and subnets of proxies whose X-Forwarded-* headers are believed. */
export function createPeers({ trustedProxies, monitorAllow, publicUrl, allowedHosts, host }: Config) {
  const trusted = allowList(trustedProxies)
  const monitors = allowList(monitorAllow)
  const publicHost = publicUrl ? new URL(publicUrl).host : undefined
  const names = new Set([...allowedHosts, host, ...(publicUrl ? [new URL(publicUrl).hostname] : [])])

  return {
    /** Whether many may stand behind an address: a proxy of ours, or this machine. */
    free: (address: string): boolean => trusted(address) || LOOPBACK(address),
    of(c: Context): Peer {
      const socket = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket?.remoteAddress
      const through = socket !== undefined && trusted(socket)
      const forwarded = c.req.header('x-forwarded-for')
      const hops = through && forwarded ? forwarded.split(',').map((s) => plain(s.trim())) : []
      // the last that is no proxy of ours: what stands before it anybody could have written
      const from = hops.reverse().find((hop) => !trusted(hop))
      const name = c.req.header('host') ?? ''
      const address = from && isIP(from) ? from : socket ? plain(socket) : 'local'
      return {
        address,
        network: networkOf(address),
        tls:
          new URL(c.req.url).protocol === 'https:' ||
          (through && c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim() === 'https') ||
          (!!publicUrl?.startsWith('https:') && name === publicHost),
        monitor: (socket === undefined || monitors(address)) && (through || !isForwarded(c)),
        here:
          (socket === undefined || LOOPBACK(socket)) && !isForwarded(c) && isLoopbackName(nameIn(name) || 'localhost'),
      }
    },
    /**
     * Refuses a page under a name that is not ours: somebody's own name pointed at this machine would make their page our page.
     * Addresses are nobody's to point anywhere. @throws Problem 421
     */
    known(c: Context): void {
      const name = nameIn(c.req.header('host') ?? new URL(c.req.url).host)
      if (!isIP(name) && !isLoopbackName(name) && !names.has(name))
        throw new Problem(
          421,
          `这里不叫“${name.slice(0, 60)}”。请用登记过的地址打开，或请管理员把它写进 PUBLIC_URL 或 ALLOWED_HOSTS。`,
          { field: 'Host', example: publicHost ?? 'localhost' },
        )
    },
  }
}
export type Peers = ReturnType<typeof createPeers>
