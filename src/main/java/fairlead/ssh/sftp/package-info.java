/** The client of the SFTP protocol, version 3, over one channel (docs/decisions/0012). */
package fairlead.ssh.sftp;
