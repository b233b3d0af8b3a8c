/** A rendered message in a frame that can neither run nor load anything. */
export function MailFrame(props: { document: string; title: string; className: string }) {
  return (
    <iframe
      title={props.title}
      sandbox=""
      referrerPolicy="no-referrer"
      className={props.className}
      src={`preview://document/${props.document}`}
    />
  )
}
