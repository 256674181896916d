/** Number of values of which the smallest is shown, because a delay rarely affects all of them. */
const KEPT = 5;

/** The quickest of the last few round trips, in milliseconds. */
export class RoundTrips {
  private gateways: number[] = [];
  private hosts: number[] = [];

  /** Whether there are still few values, so that the next should be measured soon. */
  get isNew(): boolean {
    return this.gateways.length < KEPT;
  }

  add(gateway: number, host: number | null): { gateway: number; host: number | null } {
    this.gateways = [...this.gateways, gateway].slice(-KEPT);
    this.hosts = host === null ? [] : [...this.hosts, host].slice(-KEPT);
    return { gateway: Math.min(...this.gateways), host: host === null ? null : Math.min(...this.hosts) };
  }

  /** Drops the values, because a new connection may have other ones. */
  clear(): void {
    this.gateways = [];
    this.hosts = [];
  }
}
