package com.jcraft.jsch;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.Vector;

/**
 * Keys without those that a host has seen in an earlier step: it takes none twice, and each offer
 * counts against its MaxAuthTries.
 */
@SuppressWarnings("JdkObsolete") // JSch's interface has vectors
final class UnusedKeys implements IdentityRepository {
  private final IdentityRepository keys;
  private final Set<String> offered = new HashSet<>();
  private final Set<String> before = new HashSet<>();

  UnusedKeys(IdentityRepository keys) {
    this.keys = keys;
  }

  /** The host has accepted one, and wants another. */
  void next() {
    before.addAll(offered);
  }

  @Override
  public Vector<Identity> getIdentities() {
    Vector<Identity> unused = new Vector<>();
    for (Identity key : (Collection<Identity>) keys.getIdentities()) {
      byte[] blob = key.getPublicKeyBlob();
      if (blob == null || !before.contains(name(blob))) {
        unused.add(new Offered(key));
      }
    }
    return unused;
  }

  private static String name(byte[] blob) {
    return Util.byte2str(Util.toBase64(blob, 0, blob.length, true));
  }

  @Override
  public String getName() {
    return keys.getName();
  }

  @Override
  public int getStatus() {
    return keys.getStatus();
  }

  @Override
  public boolean add(byte[] identity) {
    return keys.add(identity);
  }

  @Override
  public boolean remove(byte[] blob) {
    return keys.remove(blob);
  }

  @Override
  public void removeAll() {
    keys.removeAll();
  }

  /** Notes that its public half was asked for, which goes to the host. */
  private final class Offered implements Identity {
    private final Identity key;

    Offered(Identity key) {
      this.key = key;
    }

    @Override
    public byte[] getPublicKeyBlob() {
      byte[] blob = key.getPublicKeyBlob();
      if (blob != null) {
        offered.add(name(blob));
      }
      return blob;
    }

    @Override
    public boolean setPassphrase(byte[] passphrase) throws JSchException {
      return key.setPassphrase(passphrase);
    }

    @Override
    public byte[] getSignature(byte[] data) {
      return key.getSignature(data);
    }

    @Override
    public byte[] getSignature(byte[] data, String algorithm) {
      return key.getSignature(data, algorithm);
    }

    @Override
    public String getAlgName() {
      return key.getAlgName();
    }

    @Override
    public String getName() {
      return key.getName();
    }

    @Override
    public boolean isEncrypted() {
      return key.isEncrypted();
    }

    @Override
    public void clear() {
      key.clear();
    }
  }
}
