import type { ComposeMark } from '../../common/contract/containers';

/** The Compose labels, as words: anybody can set them. */
export function toComposeMark(labels: Readonly<Record<string, string>>): ComposeMark | undefined {
  const label = (name: string) => {
    const key = `com.docker.compose.${name}`;
    return (Object.hasOwn(labels, key) ? labels[key] : undefined) || undefined;
  };
  const project = label('project');
  if (project === undefined) return undefined;
  return {
    project,
    service: label('service'),
    number: label('container-number'),
    configFiles: label('project.config_files'),
    workingDirectory: label('project.working_dir'),
  };
}
