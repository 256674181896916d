package fairlead.hosts.ec2;

/** One account as seen in one region: what is listed together, and fails by itself. */
record AccountRegion(Account account, String region) {
  /** As people read it. */
  @Override
  public String toString() {
    return account.name() + " " + region;
  }
}
