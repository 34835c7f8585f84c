import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../ui/button';
import { t } from './t';

interface Props {
  /** Another address is another page: the fault of the last one is forgotten. */
  readonly location: string;
  readonly children: ReactNode;
}

/** A fault in one page ends that page alone; the frame lives, and says so. */
export class PageBoundary extends Component<Props, { readonly fault?: Error }> {
  override state: { readonly fault?: Error } = {};

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  override componentDidCatch(fault: Error, info: ErrorInfo): void {
    console.error('A fault in a page', fault, info.componentStack);
  }

  override componentDidUpdate(before: Props): void {
    if (before.location !== this.props.location && this.state.fault) this.setState({ fault: undefined });
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    return (
      <div role="alert" className="flex flex-1 flex-col items-start gap-3 p-8">
        <h1 className="text-title font-semibold">{t('This page broke')}</h1>
        <p className="text-dim">{t('The rest of Berth still works, and nothing was done to your containers.')}</p>
        <pre className="max-w-full overflow-auto rounded-control bg-sunk p-3 font-mono text-small text-dim">{`${fault.name}: ${fault.message}`}</pre>
        <Button onClick={() => this.setState({ fault: undefined })}>{t('Try again')}</Button>
      </div>
    );
  }
}
