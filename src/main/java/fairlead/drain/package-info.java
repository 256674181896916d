/** Takes a server out of service: it ends what runs within a time, and refuses what is new. */
package fairlead.drain;
