package fairlead.ssh;

import com.jcraft.jsch.jce.SignatureECDSA384;
import com.jcraft.jsch.jce.SignatureECDSA521;
import java.util.Arrays;

/**
 * JSch's signatures by ECDSA, which take the curve from the length of the private number. OpenSSH's
 * format has that number without leading zeros: one P-384 key of 512 was taken for another curve's,
 * and no host let it in.
 */
final class EcdsaSignatures {
  private EcdsaSignatures() {}

  /** The number in as many bytes as its curve has. */
  private static byte[] padded(byte[] number, int length) {
    int missing = length - number.length;
    if (missing <= 0) {
      return number;
    }
    byte[] padded = new byte[length];
    System.arraycopy(number, 0, padded, missing, number.length);
    Arrays.fill(number, (byte) 0);
    return padded;
  }

  /** For keys of P-384; JSch makes it. */
  public static final class P384 extends SignatureECDSA384 {
    @Override
    public void setPrvKey(byte[] number) throws Exception {
      super.setPrvKey(padded(number, 48));
    }
  }

  /** For keys of P-521; JSch makes it. */
  public static final class P521 extends SignatureECDSA521 {
    @Override
    public void setPrvKey(byte[] number) throws Exception {
      super.setPrvKey(padded(number, 66));
    }
  }
}
