package fairlead.hosts.ec2;

import java.util.Optional;

/**
 * Says how instances are reached.
 *
 * @param endpoint the id of the endpoint to use; without it, the nearest one
 */
record ConnectRule(InstanceSelector when, ConnectPath way, Optional<String> endpoint) {}
