/** Pure rules about images that both sides need. No zod here: the page bundles this file. */

/**
 * An image's name as a person writes it: without what the engine adds when the registry is the usual one.
 *
 * Podman says `docker.io/library/nginx:1` and `localhost/mine:1` where Docker says `nginx:1` and `mine:1`. Another registry
 * is part of the name and stays.
 */
export function shortName(name: string): string {
  return name.replace(/^(?:docker\.io\/library\/|docker\.io\/(?=[^/]+\/)|localhost\/)/, '');
}
