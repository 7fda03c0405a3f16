const MAJOR = 22
const MINOR = 18

/** Why the program does not run on a Node of this version, null where it does. */
export function oldNodeMessage(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > MAJOR || (major === MAJOR && minor >= MINOR)) return null
  return `handwritten: expected Node ${MAJOR}.${MINOR} or newer, found ${version}; a newer one is at https://nodejs.org`
}
