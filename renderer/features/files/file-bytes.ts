/** base64, as the contract carries bytes. */
export const bytesOfBase64 = (data: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));

/** Every byte order mark stays: what is saved back must be what was read. */
export const textOfBase64 = (data: string): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOfBase64(data));
