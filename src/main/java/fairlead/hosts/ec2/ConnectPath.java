package fairlead.hosts.ec2;

/** How an instance is reached. */
enum ConnectPath {
  PUBLIC_ADDRESS,
  PRIVATE_ADDRESS,
  /** Through an Instance Connect Endpoint in its VPC. */
  ENDPOINT
}
