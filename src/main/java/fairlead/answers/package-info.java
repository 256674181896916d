/** How answers leave: what clients that do not read them may hold, and how a connection is cut. */
package fairlead.answers;
