/** A ship with its containers, at its berth. */
export function Logo() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path className="fill-current" d="M7 1h3v3H7zM3 5h3v3H3zM7 5h3v3H7zM11 5h2v3h-2z" />
      <path className="fill-accent" d="M1 9h14l-1.6 4.2a2 2 0 0 1-1.9 1.3H4.5a2 2 0 0 1-1.9-1.3z" />
    </svg>
  );
}
