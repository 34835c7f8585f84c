/** Ids are branded so that an image's id can't stand where a container's is wanted. They cost nothing at run time. */
import * as z from 'zod';

/** Which engine: `local`, a context's name, or what the person called it. Every verb that touches an engine takes one. */
export const engineId = z.string().min(1).max(200).brand<'EngineId'>();
export type EngineId = z.infer<typeof engineId>;

/** The full hexadecimal id, 64 characters. Names are not ids: they change under a rename. */
export const containerId = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'a full container id')
  .brand<'ContainerId'>();
export type ContainerId = z.infer<typeof containerId>;

/** `sha256:…`: the config digest, or on the containerd store the manifest digest. Opaque to Berth. */
export const imageId = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'a full image id')
  .brand<'ImageId'>();
export type ImageId = z.infer<typeof imageId>;

export const jobId = z.string().min(1).max(64).brand<'JobId'>();
export type JobId = z.infer<typeof jobId>;

export const logId = z.string().min(1).max(64).brand<'LogId'>();
export type LogId = z.infer<typeof logId>;

export const terminalId = z.string().min(1).max(64).brand<'TerminalId'>();
export type TerminalId = z.infer<typeof terminalId>;
