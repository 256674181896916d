/**
 * The settings of the application: each is declared once, on a field with {@link
 * fairlead.settings.Setting}, with its default, unit and bounds. All of them are checked when the
 * application starts; if any is invalid, it does not start, and one message names all invalid
 * settings.
 *
 * <p>Out of scope: the YAML files (owned by {@code fairlead.yaml}), and the meaning of the server's
 * variables (owned by {@code fairlead.xml}).
 */
package fairlead.settings;
