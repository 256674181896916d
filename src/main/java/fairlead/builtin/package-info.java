/** What stands before the web applications that the server brings itself. */
package fairlead.builtin;
