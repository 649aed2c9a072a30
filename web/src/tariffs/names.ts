/** What an entry is called, with words for one that has no name yet. */
export function nameIn(name: string | undefined, otherwise: string): string {
  return name?.trim() || otherwise
}

/** "Night", or "Night 2" where there is one already. */
export function freshName(wish: string, taken: readonly string[]): string {
  const base = wish.replace(/ \d+$/, '')
  let name = wish
  for (let number = 2; taken.includes(name); number++) {
    name = `${base} ${number}`
  }
  return name
}
