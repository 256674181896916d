package fairlead.hosts.ec2;

/** One account in one region. Its instances are read together; a failure affects no other. */
record AccountRegion(Account account, String region) {
  /** For people. */
  @Override
  public String toString() {
    return account.name() + " " + region;
  }
}
