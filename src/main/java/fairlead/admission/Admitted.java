package fairlead.admission;

/** Something that is open because a person was admitted to a host. */
public interface Admitted {
  Admission admission();

  /** It may go on; perhaps with other limits than before. */
  default void renewed() {}

  /** It may not go on. */
  void end(NotAdmitted why);
}
