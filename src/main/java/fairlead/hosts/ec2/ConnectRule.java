package fairlead.hosts.ec2;

import java.util.Optional;

/**
 * Says how instances are reached.
 *
 * @param endpoint the id of the one to take; without it, the nearest
 */
record ConnectRule(InstanceSelector when, ConnectPath way, Optional<String> endpoint) {}
