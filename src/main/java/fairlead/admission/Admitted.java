package fairlead.admission;

/** Something that is open because a person was admitted to a host. */
public interface Admitted {
  Admission admission();

  /** Called after a recheck that allowed it; its limits may have changed. */
  default void renewed() {}

  /** Ends it, because it is no longer allowed. */
  void end(NotAdmitted why);
}
