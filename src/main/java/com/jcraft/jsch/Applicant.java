package com.jcraft.jsch;

/** Answers for the person who logs in, as {@link Authentication} asks. */
public interface Applicant extends UserInfo {
  /** From here on what the host says belongs to an attempt, and may tell why it failed. */
  void attempting();

  /**
   * A password, in UTF-8; wiped by the caller.
   *
   * @param again whether the host has just refused one
   * @return null when nobody answers
   */
  byte[] password(boolean again);

  /**
   * A new password in the place of one that has expired (RFC 4252 §8), as {@link #password}.
   *
   * @param instruction of the host
   */
  byte[] newPassword(String instruction);

  /**
   * Answers to what a host asks (RFC 4256 §3.2), one per label, in UTF-8; wiped by the caller.
   *
   * @param labels none when the host only says something
   * @param again whether the host has just refused answers
   * @return null when nobody answers
   */
  byte[][] answers(String name, String instruction, String[] labels, boolean[] echo, boolean again);

  /**
   * The host lets nobody in with what it was offered.
   *
   * @param accepted the methods that it would go on with, by their names in SSH, comma separated
   */
  void refused(String accepted);

  /** Passphrases are asked for before the host is dialled. */
  @Override
  default boolean promptPassphrase(String message) {
    return false;
  }

  @Override
  default String getPassphrase() {
    return null;
  }

  @Override
  default boolean promptPassword(String message) {
    return false;
  }

  @Override
  default String getPassword() {
    return null;
  }

  /** The repository of host keys decides without a question. */
  @Override
  default boolean promptYesNo(String message) {
    return false;
  }
}
