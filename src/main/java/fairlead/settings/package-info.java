/**
 * The settings of the application: each is declared once, on a field with {@link
 * fairlead.settings.Setting}, with its default, unit and bounds. All of them are checked when the
 * application starts; one that is wrong keeps it from starting, and one message names all that are.
 *
 * <p>Out of scope: the YAML files (owned by {@code fairlead.yaml}), and what the variables of the
 * server mean (owned by {@code fairlead.xml}).
 */
package fairlead.settings;
