import { networkInterfaces } from 'node:os'

/** The addresses of this PC's network interfaces, without the loopback's. Ports.localAddresses. */
export function localAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((each) =>
    (each ?? []).filter((one) => !one.internal).map((one) => one.address),
  )
}
