/**
 * Threads that the server manages, and what runs on them: deadlines, periodic tasks, limits of how
 * many things happen at a time.
 */
package fairlead.concurrent;
