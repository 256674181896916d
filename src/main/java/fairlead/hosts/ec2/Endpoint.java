package fairlead.hosts.ec2;

/**
 * An EC2 Instance Connect Endpoint: AWS's own way into a VPC.
 *
 * @param dnsName whom to dial
 */
record Endpoint(String id, String dnsName, String vpc, String subnet) {}
