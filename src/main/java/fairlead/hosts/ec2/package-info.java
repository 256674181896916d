/**
 * The instances of AWS accounts, as hosts: listed now and then by what {@code ec2.yaml} says,
 * reached by keys that live for a minute (EC2 Instance Connect) and, where they have no public
 * address, through an EC2 Instance Connect Endpoint.
 *
 * <p>The only package that knows the AWS SDK. Without the file nothing of the SDK is loaded: no
 * bean here has a type of it in its fields or methods. Offers nothing but a {@link
 * fairlead.hosts.HostSource}; opening shells is {@code fairlead.ssh}'s.
 */
package fairlead.hosts.ec2;
