/** Values of which the smallest is shown: what delays one is rarely there for all. */
const KEPT = 5;

/** The quickest of the last few round trips, in milliseconds. */
export class RoundTrips {
  private gateways: number[] = [];
  private hosts: number[] = [];

  /** Whether the values are still few: then the next should be measured soon. */
  get isNew(): boolean {
    return this.gateways.length < KEPT;
  }

  add(gateway: number, host: number | null): { gateway: number; host: number | null } {
    this.gateways = [...this.gateways, gateway].slice(-KEPT);
    this.hosts = host === null ? [] : [...this.hosts, host].slice(-KEPT);
    return { gateway: Math.min(...this.gateways), host: host === null ? null : Math.min(...this.hosts) };
  }

  /** Over a new connection they may be others. */
  clear(): void {
    this.gateways = [];
    this.hosts = [];
  }
}
