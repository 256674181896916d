/**
 * The only way to open a host. {@link fairlead.admission.Admissions} decides whether a person may
 * open this host, as this account, for this purpose, now. Its answer is an {@link
 * fairlead.admission.Admission}, without which no shell and no files can be opened. {@link
 * fairlead.admission.Rechecks} asks again while they are open.
 *
 * <p>Out of scope: who the person is and what the rules say (owned by {@code access}), how many
 * terminals and panels there may be (owned by {@code terminal} and {@code files}).
 */
package fairlead.admission;
