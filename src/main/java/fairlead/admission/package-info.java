/**
 * The one door to every host: whether this person may open this host, as this account, for this
 * purpose, now. {@link fairlead.admission.Admissions} answers with an {@link
 * fairlead.admission.Admission}, and only from one of those a shell or a host's files can be
 * opened; {@link fairlead.admission.Rechecks} asks again while they are open.
 *
 * <p>Out of scope: who somebody is and what the rules say (owned by {@code access}), how many
 * terminals and panels there may be (owned by {@code terminal} and {@code files}).
 */
package fairlead.admission;
