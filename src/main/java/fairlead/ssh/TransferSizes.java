package fairlead.ssh;

/** The sizes in which the content of files is moved. */
public final class TransferSizes {
  /**
   * Bytes of one block, which an SFTP request reads or writes: what most servers return in one
   * reply, and what each should take (draft-ietf-secsh-filexfer-02 §3).
   */
  public static final int BLOCK = 32 * 1024;

  /** Blocks that a stream requests ahead of its reader, at most: as much as one writes ahead. */
  public static final int READ_AHEAD = (int) (FileSession.UNCONFIRMED_MOST / BLOCK);

  /** Blocks that a stream sends ahead of the host's confirmation, at most. */
  public static final int WRITE_AHEAD = (int) (FileSession.UNCONFIRMED_MOST / BLOCK);

  /** Bytes through which an uploaded slice and each file of an archive pass: two blocks. */
  public static final int BUFFER = 2 * BLOCK;

  /**
   * Bytes through which a download and a copy pass: four blocks. A file that ends within them is
   * sent with its length, whatever the host says of its size.
   */
  public static final int LARGE_BUFFER = 4 * BLOCK;

  private TransferSizes() {}
}
