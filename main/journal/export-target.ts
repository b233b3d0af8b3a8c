import * as v from 'valibot'

/** A collector of the organization's own: the only other place in the network that is ever spoken to. */
const SyslogTarget = v.strictObject({
  kind: v.literal('syslog'),
  host: v.string(),
  port: v.number(),
  transport: v.picklist(['tls', 'tcp']),
  /** PEM of the authority that vouches for the collector; null: the public ones. */
  ca: v.nullable(v.string()),
})
export type SyslogTarget = v.InferOutput<typeof SyslogTarget>

/** Where this PC copies the records that it has, once a day. */
export const ExportTarget = v.variant('kind', [
  SyslogTarget,
  /** Laid out as a shared folder is, so that the same verifier reads it. Only new files are made. */
  v.strictObject({ kind: v.literal('folder'), folder: v.string() }),
])
export type ExportTarget = v.InferOutput<typeof ExportTarget>
