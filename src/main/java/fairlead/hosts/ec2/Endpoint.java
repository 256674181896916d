package fairlead.hosts.ec2;

/**
 * An EC2 Instance Connect Endpoint, through which AWS connects into a VPC.
 *
 * @param dnsName the name to dial
 */
record Endpoint(String id, String dnsName, String vpc, String subnet) {}
