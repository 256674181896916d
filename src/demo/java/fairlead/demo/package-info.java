/**
 * Something to log in to, for trying Fairlead out: an SSH server in the same JVM that gives a login
 * shell to people whom Fairlead lets in. In the {@code demo} profile only; not in the WAR that
 * {@code mvn package} builds.
 */
package fairlead.demo;
