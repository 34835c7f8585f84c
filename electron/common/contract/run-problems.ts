/** What is wrong with a run spec before it is tried. No zod here: the page bundles this file. */

/** Seen by looking at the form alone. */
const formProblems = [
  'size-unreadable', // {value}
  'number-unreadable', // {value}
  'duration-unreadable', // {value}
  'words-unreadable', // a quote is open
  'image-empty',
  'image-reference', // {problem}: see `ReferenceProblem`
  'name-invalid', // {name}
  'port-invalid', // {value}
  'port-lengths', // two ranges of different length
  'port-twice', // {port}: published twice in this form
  'address-invalid', // {value}
  'env-name',
  'env-twice', // {name}
  'env-no-value', // {name}
  'env-file', // {path}: Berth reads no files by itself
  'label-name',
  'label-file', // {path}
  'mount-no-target',
  'mount-relative-target', // {target}
  'mount-root',
  'mount-twice', // {target}
  'mount-no-source',
  'mount-relative-source', // {source}
  'volume-name', // {name}
  'network-name',
  'network-twice', // {name}
  'network-alone', // {name}: host, none and container:… join nothing else
  'address-needs-network',
  'alias-needs-network',
  'ports-on-host', // {network}
  'memory-small',
  'swap-small',
  'reservation-large',
  'cpus-and-quota',
  'remove-and-restart',
  'workdir-relative', // {path}
  'platform-invalid', // {platform}
  'duration-short',
  'device-invalid', // {device}
  'ulimit-order', // {name}
  'host-invalid', // {value}
  'privileged',
  'socket', // {source}: the engine's own
  'seccomp-file', // {path}
] as const;

/** Seen only with what the engine says. */
const engineProblems = [
  'image-missing', // it is pulled
  'image-never', // and must not be pulled
  'name-taken', // {name}
  'port-taken', // {port} {by}
  'network-unknown', // {name}
  'address-outside', // {address} {subnets}
  'host-path-missing', // {path}; made as an empty directory
  'host-path-needed', // {path}; refused
  'memory-large', // {most} bytes
  'cpus-many', // {most}
  'runtime-unknown', // {runtime} {known}
  'gpu-runtime',
  'platform-foreign', // {platform} {engine}
  'container-unknown', // {name}
] as const;

export type RunProblemCode = (typeof formProblems)[number] | (typeof engineProblems)[number];

/** `error`: the engine would refuse, or do what nobody wants. `warning`: works, with a risk. `note`: good to know. */
export type RunProblemSeverity = 'error' | 'warning' | 'note';

export interface RunProblem {
  /** The path in the spec: `image`, `ports.1.hostPort`, `mounts.0.source`. */
  readonly field: string;
  readonly severity: RunProblemSeverity;
  readonly code: RunProblemCode;
  readonly params: Readonly<Record<string, string>>;
}

export function isEngineProblem({ code }: RunProblem): boolean {
  return engineProblems.some((one) => one === code);
}
