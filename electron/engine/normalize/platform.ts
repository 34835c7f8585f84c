/** Kernel and Go names of processors, as image platforms call them. */
const architectures: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv8l: 'arm64',
  armv7l: 'arm/v7',
  armv6l: 'arm/v6',
  armhf: 'arm/v7',
  i386: '386',
  i686: '386',
};

/** `linux/amd64`, `linux/arm/v7`; the system alone when the processor is not said. */
export function platformOf(os: string, architecture: string, variant = ''): string {
  const known = Object.hasOwn(architectures, architecture) ? architectures[architecture] : architecture;
  return [os || 'unknown', known, variant].filter((part) => part !== '' && part !== undefined).join('/');
}
