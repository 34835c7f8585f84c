/** Which engines have their folders where Berth runs. No zod here: the page bundles this file. */

/**
 * Whether an engine's address says that it is on Berth's own machine: a unix socket.
 *
 * The virtual machines of Docker Desktop and its like offer one too, and mount the person's folders at the same paths.
 */
export const sharesFolders = (address: string) => address.startsWith('unix://');
