/** Which addresses may push to us: the socket's own peer address, never a header's word for it. */
import { BlockList, isIP } from 'node:net'

/** `10.0.0.8`, `10.0.0.0/24`; IPv6 alike. An entry that is neither allows nobody. */
export function allowList(entries: readonly string[]): (peer: string | undefined) => boolean {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (!isIP(address)) continue
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (peer) => {
    // a dual-stack socket shows an IPv4 peer as ::ffff:10.0.0.8
    const address = peer?.replace(/^::ffff:(?=\d+\.)/i, '') ?? ''
    const family = isIP(address)
    return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
}
