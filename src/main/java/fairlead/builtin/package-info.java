/** The filter in front of the web applications that the server brings itself. */
package fairlead.builtin;
