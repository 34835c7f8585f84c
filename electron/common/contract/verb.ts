import { eventIterator, oc, type Schema, type } from '@orpc/contract';
import * as z from 'zod';
import type { ErrorData } from './errors';

// The page's CSP forbids eval, and zod compiles its parsers with it unless told not to.
z.config({ jitless: true });

/**
 * The start of every verb.
 *
 * Inputs are parsed at the server (loopback and the page are trust boundaries); outputs are typed but not parsed,
 * since they are made by our own normalizers and cross on hot paths. All errors travel as one shape, `ErrorData`.
 */
export const verb = oc.errors({ BERTH: { status: 400, data: type<ErrorData>() } });

const unparsed = type<unknown>();

/** The output of a verb that answers once. */
export const answers = <T>() => unparsed as Schema<T, T>;

/** The output of a verb that goes on answering until the caller cancels or the thing ends. */
export const streams = <T>() => eventIterator(answers<T>());
