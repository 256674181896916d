/**
 * The instances of AWS accounts, as hosts. They are listed periodically, as {@code ec2.yaml} says.
 * People log in with keys that are valid for a minute (EC2 Instance Connect); instances without a
 * public address are reached through an EC2 Instance Connect Endpoint.
 *
 * <p>The only package that knows the AWS SDK. Without the file nothing of the SDK is loaded: no
 * bean here has a type of it in its fields or methods. Offers only a {@link
 * fairlead.hosts.HostSource}; {@code fairlead.ssh} opens the shells.
 */
package fairlead.hosts.ec2;
