import type { PublishedPort } from '@common/contract/containers';
import { Fragment } from 'react';
import { TextLink } from '../../ui/text-link';
import { morePorts, portLinks } from './port-links';

interface PortListProps {
  readonly ports: readonly PublishedPort[];
  readonly engineAddress: string;
  /** So many are shown; the others are told on hover. */
  readonly most?: number;
}

/** Published ports as links that open in the browser. */
export function PortList({ ports, engineAddress, most = 3 }: PortListProps) {
  const links = portLinks(ports, engineAddress);
  const shown = links.length > most ? links.slice(0, most - 1) : links;
  const rest = links.slice(shown.length);
  return (
    <>
      {shown.map(({ text, href, detail }, index) => (
        <Fragment key={text}>
          {index > 0 && ', '}
          {href ? (
            <TextLink href={href} target="_blank" rel="noreferrer noopener" data-tip={detail}>
              {text}
            </TextLink>
          ) : (
            <span data-tip={detail}>{text}</span>
          )}
        </Fragment>
      ))}
      {rest.length > 0 && (
        <span className="text-faint" data-tip={rest.map(({ detail }) => detail).join('\n')}>
          {' '}
          {morePorts(rest.length)}
        </span>
      )}
    </>
  );
}
