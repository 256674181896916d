package fairlead.policy;

import fairlead.settings.TextCheck;

/** A network or an address, as {@link Network#parse} reads them. */
final class NetworkText implements TextCheck {
  @Override
  public boolean accepts(String text) {
    return Network.parse(text).isPresent();
  }

  @Override
  public String expected() {
    return Network.EXPECTED;
  }
}
