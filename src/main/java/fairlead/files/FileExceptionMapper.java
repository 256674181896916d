package fairlead.files;

import fairlead.ssh.FileException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Maps a host's failure to an HTTP status and a message. */
@Provider
public class FileExceptionMapper implements ExceptionMapper<FileException> {
  @Override
  public Response toResponse(FileException failure) {
    int status =
        switch (failure.reason()) {
          case NO_SUCH_FILE -> 404;
          case DENIED -> 403;
          case CONFLICT -> 409;
          case FAILED -> 422;
          case LOST -> 410;
        };
    return FilesRefusedMapper.message(status, failure.getMessage());
  }
}
