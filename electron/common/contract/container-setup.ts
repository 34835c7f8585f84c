import type { RunSpec } from './run-spec';

/** All that a container was made with, as `docker run` could have said it, the image's own settings among it. */
export interface ContainerSetup {
  readonly spec: RunSpec;
  /** Targets of volumes whose name the engine made up; `spec` names them, so that a container made anew has them again. */
  readonly anonymousVolumes: readonly string[];
  /** As the engine keeps it: `['CMD', 'pg_isready']` runs without a shell, which no flag can say. */
  readonly healthTest: readonly string[];
  /** Flags of `docker run` that `spec` has no field for. */
  readonly leftOut: readonly string[];
}
