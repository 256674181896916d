package fairlead.ssh.jsch;

import com.jcraft.jsch.jce.SignatureECDSA384;
import com.jcraft.jsch.jce.SignatureECDSA521;
import java.util.Arrays;

/**
 * Corrects JSch's ECDSA signatures, which derive the curve from the length of the private number.
 * OpenSSH's format omits leading zeros of that number, so that one in 512 P-384 keys was taken for
 * a key of another curve and no host accepted it.
 */
final class EcdsaSignatures {
  private EcdsaSignatures() {}

  /** The number, padded with leading zeros to the length that its curve has. */
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

  /** For P-384 keys; JSch creates it. */
  public static final class P384 extends SignatureECDSA384 {
    @Override
    public void setPrvKey(byte[] number) throws Exception {
      super.setPrvKey(padded(number, 48));
    }
  }

  /** For P-521 keys; JSch creates it. */
  public static final class P521 extends SignatureECDSA521 {
    @Override
    public void setPrvKey(byte[] number) throws Exception {
      super.setPrvKey(padded(number, 66));
    }
  }
}
